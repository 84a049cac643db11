-- What the tests share: the programs, buffers to work in, and waiting for things.
local M = {}

M.parlance = assert(vim.env.PARLANCE, 'PARLANCE must name the program')
M.llmtestd = assert(vim.env.LLMTESTD, 'LLMTESTD must name the fake endpoint')

local patience = 20000 -- ms until a test that waits gives up

local jobs, notify = {}, vim.notify

function M.before()
  vim.cmd('silent! %bwipeout!')
  vim.cmd('silent! only!')
  M.said = {}
  vim.notify = function(text, level) table.insert(M.said, { text = text, level = level }) end
  M.setup({})
end

function M.after()
  for _, id in ipairs(jobs) do
    vim.fn.jobstop(id)
  end
  jobs = {}
  vim.cmd('silent! %bwipeout!')
  vim.notify = notify
end

-- setup is the plugin's, with the program under test and English throughout.
function M.setup(options)
  require('parlance').setup(vim.tbl_extend('keep', options, { cmd = M.parlance, agent_lang = 'en' }))
end

function M.equal(got, want, what)
  if not vim.deep_equal(got, want) then
    error(('%s: got %s, want %s'):format(what or 'value', vim.inspect(got), vim.inspect(want)), 2)
  end
end

function M.contains(text, part)
  if not tostring(text):find(part, 1, true) then
    error(('%q is not in:\n%s'):format(part, text), 2)
  end
end

function M.lacks(text, part)
  if tostring(text):find(part, 1, true) then
    error(('%q is in:\n%s'):format(part, text), 2)
  end
end

-- wait returns when check() is true; it fails after a long time.
function M.wait(what, check)
  if not vim.wait(patience, check, 5) then
    error('waited in vain: ' .. what, 2)
  end
end

-- all is what was said to the person, one after the other.
function M.all()
  return table.concat(vim.tbl_map(function(s) return s.text end, M.said), '\n')
end

function M.heard(part)
  M.wait('a message with ' .. part .. ', heard: ' .. M.all(), function() return M.all():find(part, 1, true) ~= nil end)
end

function M.text(buf) return table.concat(vim.api.nvim_buf_get_lines(buf or 0, 0, -1, false), '\n') end

-- buffer opens a buffer with a text and returns its number.
function M.buffer(text)
  vim.cmd('enew!')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, '\n', { plain = true }))
  return vim.api.nvim_get_current_buf()
end

function M.file(text, name)
  local path = vim.fn.tempname() .. (name or '.txt')
  vim.fn.writefile(vim.split(text, '\n', { plain = true }), path)
  return path
end

-- endpoint starts a fake endpoint with a script and returns its base URL.
function M.endpoint(script)
  local out = {}
  local id = vim.fn.jobstart({ M.llmtestd, '-addr', '127.0.0.1:0', '-script', M.file(script) }, {
    on_stdout = function(_, pieces) table.insert(out, table.concat(pieces, '\n')) end,
  })
  table.insert(jobs, id)
  local url
  M.wait('the fake endpoint', function()
    url = table.concat(out):match('listening (%S+)')
    return url ~= nil
  end)
  return url
end

function M.pane(buf) return require('parlance.pane').of(buf or vim.api.nvim_get_current_buf()) end

-- done waits until nothing runs for a pane and returns the pane and its text.
function M.done(pane)
  pane = pane or assert(M.pane(), 'there is no pane')
  M.wait('the program to end', function() return pane.run == nil end)
  return pane, M.text(pane.buf)
end

-- gone waits until a process is no more.
function M.gone(pid)
  M.wait('the process to end', function() return vim.loop.kill(pid, 0) ~= 0 end)
end

M.japanese = [[件名: 注文した商品がまだ届きません（注文番号 NL-204817）

10月28日にレインジャケットを注文した山本と申します。
3週間以上経ってもまだ届いておりません。荷物は今どこにあるのでしょうか。

山本 早紀]]

M.german = [[Guten Tag,

wo ist meine Bestellung NL-118273? Ich warte schon lange.

Mit freundlichen Grüßen
Anna Müller]]

-- A well-behaved endpoint, slow enough to be watched.
M.good = [[
-- 10-gloss --
when-system: You show a support agent

Hello, where is my order NL-118273? I have been waiting for a long time.
-- 20-translate --
when-system: bilingual support writer

Guten Tag Anna Müller,

es tut uns leid, dass Sie auf Ihre Bestellung NL-118273 warten. Wir prüfen das und melden uns bei Ihnen.

Mit freundlichen Grüßen
-- 90-draft --
gap: 15ms

Hello Anna Müller,

we are sorry that you are waiting for your order NL-118273. We are checking this and will write to you.

Kind regards
]]

-- An endpoint whose first translation promises money, so that it is taken back.
M.resetting = [[
-- 20-translate --
when-system: bilingual support writer
times: 1

Guten Tag Anna Müller,

wir erstatten Ihnen 9999 EUR.
-- 21-translate --
when-system: bilingual support writer

Guten Tag Anna Müller,

es tut uns leid, dass Sie auf Ihre Bestellung NL-118273 warten. Wir prüfen das und melden uns bei Ihnen.

Mit freundlichen Grüßen
-- 90-draft --
Hello Anna Müller,

we are sorry that you are waiting for your order NL-118273. We are checking this and will write to you.

Kind regards
]]

-- An endpoint that begins and never ends.
M.endless = [[
-- 90-all --
scenario: s-stall
]]

return M
