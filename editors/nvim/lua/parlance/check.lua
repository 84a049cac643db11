-- Judging a reply in a buffer against its ticket.
local args = require('parlance.args')
local config = require('parlance.config')
local findings = require('parlance.findings')
local job = require('parlance.job')
local tell = require('parlance.tell')
local M = {}

local wait = 400 -- ms after the last change

local known = {} -- by buffer: { ticket = text or file, args, run, timer }

-- temporary writes the ticket where only its owner can read it; the program takes it as
-- a file.
local function temporary(text)
  local name = vim.fn.tempname() .. '.txt'
  vim.fn.writefile(vim.split(text, '\n', { plain = true }), name)
  return name
end

-- decode is the document the program printed, or nil.
local function decode(lines)
  local ok, doc = pcall(vim.json.decode, table.concat(lines, '\n'), { luanil = { object = true } })
  return ok and type(doc) == 'table' and doc or nil
end

M.decode = decode

local function show(buf, text, result, lines, quiet)
  local doc = decode(lines)
  if not doc or doc.error or type(doc.findings) ~= 'table' then
    return tell.failure(doc and doc.error or tell.broken(result))
  end
  findings.show(buf, findings.of(doc.findings, { reply = { text = text, row = 0 } }, 0))
  if quiet then
    return
  end
  local w, why = config.words().editor, {}
  for _, f in ipairs(doc.findings) do
    if f.severity == 'error' then
      why[#why + 1] = f.rule
    end
  end
  if result.code == 3 then
    tell.look(why)
  else
    tell.info(#doc.findings == 0 and w.none or w.findings:format(#doc.findings))
  end
end

-- run judges a buffer. ticket: { text = … } or { file = … }. quiet: say nothing unless
-- it fails. A run still going for the buffer is ended.
function M.run(buf, ticket, more, quiet)
  local entry = known[buf] or {}
  known[buf] = entry
  if entry.run then
    entry.run:stop()
  end
  local text = table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n')
  local temp = not ticket.file and temporary(ticket.text) or nil
  local argv = { 'check', '--json' }
  vim.list_extend(argv, config.get().args.check)
  vim.list_extend(argv, require('parlance').languages(more))
  vim.list_extend(argv, more)
  vim.list_extend(argv, { '--ticket', ticket.file or temp, '--', '-' })
  local lines = {}
  local run, problem
  run, problem = job.run({
    args = argv,
    stdin = text .. '\n',
    on_line = function(line) lines[#lines + 1] = line end,
    on_exit = function(result)
      if temp then
        vim.fn.delete(temp)
      end
      if entry.run == run then
        entry.run = nil
      end
      if not result.stopped and vim.api.nvim_buf_is_loaded(buf) then
        show(buf, text, result, lines, quiet)
      end
    end,
  })
  if not run then
    if temp then
      vim.fn.delete(temp)
    end
    return tell.error(problem)
  end
  entry.run = run
end

-- remember ties a buffer to the ticket of a pane, and checks it now and after changes.
function M.remember(buf, pane)
  local source = pane.source
  known[buf] = {
    ticket = source.file and { file = source.file } or { text = source.text },
    args = args.judging(pane.args or {}),
  }
  local function again(quiet) M.run(buf, known[buf].ticket, known[buf].args, quiet) end
  vim.api.nvim_create_autocmd('BufWipeout', { buffer = buf, callback = function() M.stop(buf); known[buf] = nil end })
  if not config.get().auto_check then
    return
  end
  vim.api.nvim_create_autocmd({ 'TextChanged', 'InsertLeave' }, {
    buffer = buf,
    callback = function()
      local entry = known[buf]
      entry.turn = (entry.turn or 0) + 1
      local turn = entry.turn
      vim.defer_fn(function()
        if known[buf] == entry and entry.turn == turn and vim.api.nvim_buf_is_loaded(buf) then
          again(true)
        end
      end, wait)
    end,
  })
  again(true)
end

-- stop ends the check of a buffer. It tells whether there was one.
function M.stop(buf)
  local entry = known[buf]
  if entry and entry.run then
    entry.run:stop()
    return true
  end
  return false
end

-- ticket_of is what a buffer's reply answers, as far as we know it, and the arguments
-- it was drafted with.
function M.ticket_of(buf)
  local entry = known[buf == 0 and vim.api.nvim_get_current_buf() or buf]
  if entry and entry.ticket then
    return entry.ticket, entry.args
  end
end

-- set_ticket ties a buffer to a ticket for later checks.
function M.set_ticket(buf, ticket, more)
  known[buf] = known[buf] or {}
  known[buf].ticket, known[buf].args = ticket, more
end

return M
