-- Parlance for Neovim: replies to a customer's ticket, drafted beside it. All the
-- writing and judging is done by the program `parlance`; this shows it.
local args = require('parlance.args')
local config = require('parlance.config')
local events = require('parlance.events')
local job = require('parlance.job')
local pane_of = require('parlance.pane')
local source = require('parlance.source')
local tell = require('parlance.tell')
local M = {}

function M.setup(options) config.set(options) end

-- languages are the arguments for the languages the settings name, unless already given.
function M.languages(given)
  local out, c = {}, config.get()
  local said = table.concat(given, ' ')
  if c.agent_lang and not said:find('--agent-lang', 1, true) then
    vim.list_extend(out, { '--agent-lang', c.agent_lang })
  end
  if c.ui_lang and not said:find('--ui-lang', 1, true) then
    vim.list_extend(out, { '--ui-lang', c.ui_lang })
  end
  return out
end

-- argv is the whole argument list of a call, save the text it is about.
local function argv(name, format, given)
  local out = { name, format }
  vim.list_extend(out, config.get().args[name])
  vim.list_extend(out, M.languages(given))
  return vim.list_extend(out, given)
end

-- start runs the program for a pane. on_line and on_end are called only while this run
-- is the pane's.
local function start(pane, doing, arguments, on_line, on_end)
  local w = config.words().editor
  if pane.source:blank() then
    return tell.error(w.empty)
  end
  local tail, stdin = pane.source:input()
  pane:stop()
  pane:reset()
  local run, problem
  run, problem = job.run({
    args = vim.list_extend(arguments, tail),
    stdin = stdin,
    on_line = function(line)
      if pane.run == run then
        on_line(line)
      end
    end,
    on_exit = function(result)
      if pane.run == run and pane:valid() then
        pane.run = nil
        on_end(result)
        pane:draw(true)
      end
    end,
  })
  pane.run, pane.doing = run, doing
  if not run then
    pane.problem = { message = problem }
    tell.error(problem)
  end
  pane:draw(true)
end

-- conclude says what a run's end means: its own error, a broken run, or a person
-- should look.
local function conclude(pane, result)
  local s = pane.state
  if not s.done then
    pane.problem = tell.broken(result)
    tell.failure(pane.problem)
  elseif s.error then
    tell.failure(s.error)
  elseif result.code == 3 then
    tell.look(events.reasons(s, events.finished(s)[1]))
  end
end

local function run_draft(pane)
  start(pane, config.words().editor.drafting, argv('draft', '--ndjson', pane.args), function(line)
    if events.feed(pane.state, line) then
      pane:draw()
    end
  end, function(result) conclude(pane, result) end)
end

-- pane_for is the pane of a text: the one its buffer has, else a new one.
local function pane_for(name, text)
  local pane = pane_of.of(text.buf, name)
  if not pane or not pane:window() then
    return pane_of.new(name, text)
  end
  pane:stop()
  if pane.source ~= text then
    pane.source:forget()
    pane.source = text
  end
  return pane
end

-- draft drafts replies to a text. given are arguments of `parlance draft`.
function M.draft(text, given)
  if text:blank() then
    return tell.error(config.words().editor.empty)
  end
  local pane = pane_for('draft', text)
  pane.args = given
  run_draft(pane)
  return pane
end

-- redraft drafts again for a pane, with other arguments when they are given.
function M.redraft(pane, given)
  if pane.name ~= 'draft' then
    return
  end
  pane.args = given and #given > 0 and given or pane.args
  run_draft(pane)
end

-- current is the text a command is about: the range, the buffer, or in a pane the text
-- that pane is about.
local function current(opts)
  local buf = vim.api.nvim_get_current_buf()
  local pane = pane_of.of(buf)
  if pane and pane.buf == buf then
    return pane.source
  end
  local first, last = 1, vim.api.nvim_buf_line_count(buf)
  if opts.range and opts.range > 0 then
    first, last = opts.line1, opts.line2
  end
  return source.take(buf, first - 1, last - 1)
end

-- read is the arguments of a command, or nil after saying what is wrong with them.
local function read(opts)
  local given, problem = args.read(opts.args)
  if not given then
    tell.error(problem)
  end
  return given
end

function M.command_draft(opts)
  local given = read(opts)
  if not given then
    return
  end
  local pane = pane_of.of(vim.api.nvim_get_current_buf(), 'draft')
  local again = pane and pane.buf == vim.api.nvim_get_current_buf()
  local text = not again and current(opts) or nil
  local function go(more)
    vim.list_extend(given, more)
    if again then
      M.redraft(pane, given)
    else
      M.draft(text, given)
    end
  end
  if opts.bang then
    return require('parlance.ask').decision(go)
  end
  go({})
end

-- draft_selection drafts for exactly the text last selected. given may be nil.
function M.draft_selection(given)
  local buf = vim.api.nvim_get_current_buf()
  local from, to = vim.api.nvim_buf_get_mark(buf, '<'), vim.api.nvim_buf_get_mark(buf, '>')
  if vim.fn.visualmode() ~= 'v' then
    return M.draft(source.take(buf, from[1] - 1, to[1] - 1), given or {})
  end
  local line = vim.api.nvim_buf_get_lines(buf, to[1] - 1, to[1], false)[1] or ''
  local rest = line:sub(to[2] + 1)
  local last = to[2] + #(rest:match('^[%z\1-\127\194-\244][\128-\191]*') or rest:sub(1, 1))
  M.draft(source.take(buf, from[1] - 1, to[1] - 1, from[2], math.min(last, #line)), given or {})
end

function M.command_choose(opts)
  local buf, pane = vim.api.nvim_get_current_buf(), nil
  for _, other in ipairs(pane_of.all(buf)) do
    pane = pane or #events.finished(other.state) > 0 and other or nil
  end
  local rank, action
  for _, word in ipairs(opts.fargs) do
    if word:match('^%d+$') then
      rank = tonumber(word)
    elseif vim.tbl_contains(require('parlance.choose').actions, word) then
      action = word
    else
      return tell.error(('%q is neither a rank nor one of %s'):format(word, table.concat(require('parlance.choose').actions, ', ')))
    end
  end
  if not pane then
    return tell.warn(config.words().editor['no-candidate'])
  end
  require('parlance.choose').rank(pane, rank, action)
end

function M.command_check(opts)
  local given = read(opts)
  if not given then
    return
  end
  local check, buf = require('parlance.check'), vim.api.nvim_get_current_buf()
  local pane = pane_of.of(buf)
  if pane and pane.buf == buf then
    return require('parlance.choose').here(pane, 'open') -- which checks it
  end
  local ticket, before = check.ticket_of(buf)
  if given[1] and not given[1]:match('^%-') then
    local file = vim.fn.fnamemodify(vim.fn.expand(table.remove(given, 1)), ':p')
    ticket, before = { file = file }, {}
  end
  local function go(of)
    local more = #given > 0 and given or before or {}
    check.set_ticket(buf, of, more)
    check.run(buf, of, more)
  end
  if ticket then
    return go(ticket)
  end
  vim.ui.input({ prompt = config.words().editor['ticket-file'], completion = 'file' }, function(name)
    if name and name ~= '' then
      go({ file = vim.fn.fnamemodify(vim.fn.expand(name), ':p') })
    end
  end)
end

-- whole runs a command whose answer is one document, and hands it to show.
local function whole(name, doing, opts, given, show)
  local text = current(opts)
  if text:blank() then
    return tell.error(config.words().editor.empty)
  end
  local pane, lines = pane_for(name, text), {}
  pane.args = given
  start(pane, doing, argv(name, '--json', given), function(line) lines[#lines + 1] = line end, function(result)
    local doc = require('parlance.check').decode(lines)
    if not doc or doc.error then
      pane.problem = doc and doc.error or tell.broken(result)
      return tell.failure(pane.problem)
    end
    show(pane, doc, result)
  end)
end

function M.command_inspect(opts)
  local given = read(opts)
  if given then
    whole('inspect', config.words().editor.inspecting, opts, given, function(pane, doc)
      pane.state.ticket = doc
      pane.state.gloss = type(doc.gloss) == 'table' and doc.gloss or nil
    end)
  end
end

function M.command_translate(opts)
  local given = read(opts)
  if not given then
    return
  end
  local function go()
    whole('translate', config.words().editor.translating, opts, given, function(pane, doc, result)
      events.feed(pane.state, vim.json.encode({ type = 'candidate', candidate = 'c1', complete = {
        id = 'c1', rank = 1, agent = doc.agent, reply = doc.reply, findings = doc.findings, approach = 'translate',
      } }))
      if result.code == 3 then
        tell.look(events.reasons(pane.state, pane.state.candidates.c1))
      end
    end)
  end
  local said = table.concat(given, ' ') .. table.concat(config.get().args.translate, ' ')
  if said:find('--lang', 1, true) or said:find('--culture', 1, true) then
    return go()
  end
  vim.ui.input({ prompt = config.words().editor.language }, function(tag)
    if tag and tag ~= '' then
      vim.list_extend(given, { '--lang', tag })
      go()
    end
  end)
end

-- command_stop ends what runs for the buffer, else whatever runs.
function M.command_stop()
  local check, buf = require('parlance.check'), vim.api.nvim_get_current_buf()
  local stopped = check.stop(buf)
  for _, pane in ipairs(pane_of.all(buf)) do
    stopped = pane:stop() or stopped
  end
  for _, pane in ipairs(not stopped and pane_of.all() or {}) do
    stopped = pane:stop() or stopped
  end
  if not stopped then
    tell.info(config.words().editor['nothing-runs'])
  end
end

return M
