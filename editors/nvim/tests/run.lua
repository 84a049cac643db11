-- Runs the tests of the plugin in this Neovim, against the real program:
--
--	PARLANCE=/path/to/parlance LLMTESTD=/path/to/llmtestd \
--	  nvim --headless -u NONE -i NONE -c 'luafile editors/nvim/tests/run.lua'
--
-- Every file *_test.lua returns a table of functions; each is a test with a sentence for
-- a name. The last line says how many passed and failed; the exit code is 1 when any did.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local root = vim.fn.fnamemodify(here, ':h')
vim.opt.runtimepath:prepend(root)
package.path = here .. '/?.lua;' .. package.path
vim.cmd('runtime plugin/parlance.lua')
vim.opt.swapfile = false

local aid = require('aid')
local only = vim.env.ONLY or ''
local passed, failed = 0, 0

local function say(line) io.stdout:write(line .. '\n') end

for _, file in ipairs(vim.fn.sort(vim.fn.glob(here .. '/*_test.lua', false, true))) do
  local tests = dofile(file)
  for _, name in ipairs(vim.fn.sort(vim.tbl_keys(tests))) do
    if name:find(only, 1, true) then
      aid.before()
      local ok, problem = xpcall(tests[name], function(e) return debug.traceback(e, 2) end)
      aid.after()
      if ok then
        passed = passed + 1
      else
        failed = failed + 1
        say(('FAIL  %s: %s\n%s'):format(vim.fn.fnamemodify(file, ':t'), name, problem))
      end
    end
  end
end

say('')
say(('%d passed, %d failed'):format(passed, failed))
io.stdout:flush()
vim.cmd((failed > 0 or passed == 0) and 'cquit 1' or 'qall!')
