-- Runs the program: text in, lines out, and an end that can be asked for.
local config = require('parlance.config')
local M = {}

local most_line = 64 * 1024 * 1024 -- bytes of one line; more is no answer of ours
local most_error = 8 * 1024 -- bytes of standard error that are kept

-- command is the argument list of a call, or nil and what is wrong.
function M.command(args)
  local cmd = config.get().cmd
  local list = type(cmd) == 'table' and vim.deepcopy(cmd) or { vim.fn.expand(cmd) }
  local program = vim.fn.exepath(list[1] or '')
  if program == '' then
    return nil, config.words().editor['missing-binary']:format(list[1] or '')
      .. ': require("parlance").setup{ cmd = "/path/to/parlance" }'
  end
  list[1] = program
  return vim.list_extend(list, args)
end

local function folder()
  local cwd = config.get().cwd
  if type(cwd) == 'function' then
    cwd = cwd()
  end
  return cwd and vim.fn.expand(cwd) or vim.fn.getcwd()
end

-- lines calls back with each whole line of what jobstart hands over in pieces. The
-- function returned tells whether there is still reason to go on.
local function lines(on_line)
  local part, size = {}, 0
  return function(pieces)
    for i, piece in ipairs(pieces) do
      if i > 1 then
        local line = table.concat(part)
        part, size = {}, 0
        if line ~= '' then
          on_line(line)
        end
      end
      part[#part + 1] = piece
      size = size + #piece
    end
    return size <= most_line
  end
end

-- run starts the program. opts: args, stdin (text or nil), on_line(line),
-- on_exit{code, stderr, stopped}. Neither is called after on_exit. It returns the run,
-- or nil and what is wrong.
function M.run(opts)
  local argv, problem = M.command(opts.args)
  if not argv then
    return nil, problem
  end
  local run = { stopped = false, ended = false }
  local stderr = ''
  local feed = lines(function(line)
    if not run.stopped then
      opts.on_line(line)
    end
  end)
  local ok, id = pcall(vim.fn.jobstart, argv, {
    cwd = folder(),
    env = config.get().env,
    on_stdout = function(_, pieces)
      if not feed(pieces) then
        run:stop()
      end
    end,
    on_stderr = function(_, pieces)
      stderr = (stderr .. table.concat(pieces, '\n')):sub(-most_error)
    end,
    on_exit = function(_, code)
      feed({ '', '' })
      run.ended = true
      opts.on_exit({ code = code, stderr = vim.trim(stderr), stopped = run.stopped })
    end,
  })
  if not ok or id <= 0 then
    return nil, ('cannot start %s: %s'):format(argv[1], ok and 'it is not executable' or tostring(id))
  end
  run.id = id
  run.pid = vim.fn.jobpid(id)
  if opts.stdin then
    pcall(vim.fn.chansend, id, opts.stdin) -- it may have ended already; on_exit tells
  end
  pcall(vim.fn.chanclose, id, 'stdin')
  return setmetatable(run, { __index = M.Run })
end

M.Run = {}

-- stop ends the program: politely, and after two seconds whether it likes it or not.
-- What it still prints is not read.
function M.Run:stop()
  if not self.ended and not self.stopped then
    self.stopped = true
    pcall(vim.fn.jobstop, self.id)
  end
end

-- output runs the program to its end and returns standard output and exit code, for
-- answers that take no time; nil when it cannot run or takes longer than timeout ms.
function M.output(args, timeout)
  local got, code = {}, nil
  local run = M.run({
    args = args,
    on_line = function(line) got[#got + 1] = line end,
    on_exit = function(r) code = r.code end,
  })
  if not run then
    return nil
  end
  if not vim.wait(timeout or 2000, function() return code ~= nil end, 5) then
    run:stop()
    return nil
  end
  return table.concat(got, '\n'), code
end

return M
