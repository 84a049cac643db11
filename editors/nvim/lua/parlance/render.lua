-- Turns a state into lines, highlights and places. Touches no buffer.
local events = require('parlance.events')
local M = {}

local Page = {}
Page.__index = Page

function Page:row() return #self.lines end

-- add appends text, which may have several lines, and returns the row of the first.
function Page:add(text, hl)
  local first = #self.lines
  for _, line in ipairs(vim.split(text, '\n', { plain = true })) do
    self.lines[#self.lines + 1] = (line:gsub('\r$', ''))
    if hl then
      self:mark(#self.lines - 1, 0, #line, hl)
    end
  end
  return first
end

function Page:mark(row, from, to, hl)
  self.marks[#self.marks + 1] = { row = row, from = from, to = to, hl = hl }
end

-- flat is a text on one line, not longer than a person reads at a glance.
local function flat(text, most)
  text = vim.trim((tostring(text or ''):gsub('%s+', ' ')))
  if vim.fn.strchars(text) > (most or 300) then
    text = vim.fn.strcharpart(text, 0, most or 300) .. '…'
  end
  return text
end

local function list(x) return type(x) == 'table' and x or {} end
local function tag(x) return type(x) == 'table' and x.tag and x.tag ~= '' and tostring(x.tag) or nil end

function Page:labelled(label, text)
  if text == nil or text == '' then
    return
  end
  local width = math.max(10 - vim.fn.strdisplaywidth(label), 1)
  local row = self:add(label .. (' '):rep(width) .. text)
  self:mark(row, 0, #label, 'ParlanceLabel')
end

local function named(names, key) return names[key] or tostring(key) end

local function named_all(names, keys)
  return table.concat(vim.tbl_map(function(k) return named(names, k) end, list(keys)), ', ')
end

local function buyer_line(t, w)
  local buyer, parts = list(t.buyer), {}
  local function add(text)
    if text and text ~= '' then
      parts[#parts + 1] = flat(text, 80)
    end
  end
  add(buyer.name)
  add(tag(t.language) and w.labels.writes:format(tag(t.language)))
  add(tag(t.culture) and w.labels.manner:format(tag(t.culture)))
  add(tag(t.market) and w.labels.law:format(tag(t.market)))
  add(list(t.channel).name)
  local mood = list(t.emotion)
  if mood.label and mood.label ~= 'calm' then
    add(('%s (%.1f)'):format(named(w.emotions, mood.label), tonumber(mood.intensity) or 0))
  end
  add(buyer.stage and buyer.stage ~= '' and named(w.stages, buyer.stage))
  add(buyer.non_native and w.labels.plain)
  if (tonumber(buyer.repeated) or 0) > 0 then
    add(w.labels.repeated:format(buyer.repeated))
  end
  return table.concat(parts, ' · ')
end

-- risk is a banner: what was said, what to do, what to collect, by when.
function Page:risk(r, w)
  local head = w.labels[r.hold and 'stop' or 'risk']:format(named(w.risks, r.kind))
  self:add(head, r.hold and 'ParlanceHold' or 'ParlanceRisk')
  for _, e in ipairs(list(r.evidence)) do
    self:add('  “' .. flat(e.text, 120) .. '”')
  end
  if r.advice and r.advice ~= '' then
    self:add('  ' .. flat(r.advice, 600))
  end
  if #list(r.collect) > 0 then
    self:add('  ' .. w.labels.collect .. flat(table.concat(r.collect, ', '), 300))
  end
  if r.deadline and r.deadline ~= '' then
    self:add('  ' .. w.labels.by .. flat(r.deadline))
  end
end

function Page:gist(t, gloss, w)
  for _, r in ipairs(list(t.risks)) do
    if r.hold then
      self:risk(r, w)
    end
  end
  self:labelled(w.labels.buyer, buyer_line(t, w))
  local label, asks, i = w.labels.asks, list(t.asks), 1
  while i <= #asks do
    local text, kinds = asks[i].text, {}
    while i <= #asks and asks[i].text == text do
      kinds[#kinds + 1] = named(w.asks, asks[i].kind)
      i = i + 1
    end
    self:labelled(label, table.concat(kinds, ' · ') .. ': “' .. flat(text, 160) .. '”')
    label = ''
  end
  self:labelled(w.labels.deadline, flat(t.deadline))
  local known = vim.list_extend(vim.deepcopy(list(t.order_ids)), list(t.products))
  self:labelled(w.labels.said, flat(table.concat(known, ', ')))
  self:labelled(w.labels.missing, named_all(w.missing, t.missing))
  for _, r in ipairs(list(t.risks)) do
    if not r.hold then
      self:risk(r, w)
    end
  end
  if gloss and gloss.text and gloss.text ~= '' then
    self:add('')
    self:add(w.labels.gloss, 'ParlanceLabel')
    self:add(gloss.text)
  end
  self:add('')
end

local severity = {
  error = { '✗', 'DiagnosticError' }, warning = { '!', 'DiagnosticWarn' }, info = { '·', 'DiagnosticInfo' },
}

-- sentence is a finding's message and what to do about it.
function M.sentence(f)
  return flat(vim.trim(tostring(f.message or '') .. ' ' .. tostring(f.suggestion or '')), 600)
end

function Page:findings(found)
  for _, f in ipairs(list(found)) do
    local how = severity[f.severity] or severity.info
    self:add(('  %s %s: %s'):format(how[1], flat(f.rule, 80), M.sentence(f)), how[2])
  end
end

function Page:failure(e, w, hl)
  self:add(flat(e.message, 500) .. (e.kind and (' (%s)'):format(flat(e.kind, 40)) or ''), hl or 'ParlanceError')
  if e.hint and e.hint ~= '' then
    self:add(w.editor.hint .. flat(e.hint, 500), 'ParlanceHint')
  end
end

local function title(c, w, running)
  local done = list(c.complete)
  local rank = tonumber(done.rank) or 0
  local parts = { rank > 0 and tostring(rank) or c.id }
  if done.approach and done.approach ~= '' then
    parts[#parts + 1] = flat(done.approach, 40)
  end
  if done.engine == 'builtin' then
    parts[#parts + 1] = w.labels.composed
  elseif done.model and done.model ~= '' then
    parts[#parts + 1] = flat(done.model, 60)
  end
  if running and not c.complete and not c.error then
    parts[#parts + 1] = w.editor.drafting
  end
  return '── ' .. table.concat(parts, ' · ') .. ' ' .. ('─'):rep(8)
end

-- candidate adds one candidate and remembers where its texts stand.
function Page:candidate(c, w, opts)
  local done = list(c.complete)
  local region = { id = c.id, first = self:row() }
  self:add(title(c, w, opts.running), 'ParlanceTitle')
  if c.error then
    self:failure(c.error, w)
  end
  local reply, agent = events.text(c, 'reply'), events.text(c, 'agent')
  if reply ~= '' then
    local subject = list(done.reply).subject
    if subject and subject ~= '' then
      region.subject = self:add(w.labels.subject .. flat(subject), 'ParlanceHint')
      region.subject_column = #w.labels.subject
    end
    region.reply = self:add(reply)
  end
  if agent ~= '' and done.via ~= 'same' and (opts.show_agent or reply == '') then
    local language = list(done.agent).language
    self:add('── ' .. w.editor['agent-text'] .. (language and (' (%s)'):format(language) or '') .. ' ──', 'ParlanceHint')
    region.agent = self:add(agent, 'ParlanceAgent')
  end
  if c.shortened and not c.complete then
    self:add(w.editor.shortened, 'ParlanceHint')
  end
  self:findings(done.findings)
  local from = vim.tbl_map(function(x) return flat(x.snippet, 80) end, list(done.citations))
  if #from > 0 then
    self:add('  ' .. w.editor.citations .. table.concat(from, ', '), 'ParlanceHint')
  end
  region.last = self:row() - 1
  self:add('')
  self.regions[#self.regions + 1] = region
end

-- page is the whole state. opts: words, show_agent, running (what is being done, or nil),
-- problem (an error of the run itself, or nil). It returns lines, marks and regions.
function M.page(state, opts)
  local page = setmetatable({ lines = {}, marks = {}, regions = {} }, Page)
  local w = opts.words
  if opts.problem or state.error then
    page:failure(opts.problem or state.error, w)
    page:add('')
  end
  if state.ticket then
    page:gist(state.ticket, state.gloss, w)
  end
  for _, warning in ipairs(state.done and list(state.done.warnings) or {}) do
    page:add(w.editor.warning .. flat(warning.message, 500), 'DiagnosticWarn')
  end
  for _, id in ipairs(state.order) do
    local c = state.candidates[id]
    if not (state.error and c.error and events.text(c, 'reply') == '' and events.text(c, 'agent') == '') then
      page:candidate(c, w, opts)
    end
  end
  if state.broken > 0 then
    page:add(w.editor.broken:format(state.broken), 'DiagnosticWarn')
  end
  if opts.running then
    page:add(opts.running, 'ParlanceHint')
  end
  if #page.lines == 0 then
    page.lines[1] = ''
  end
  return page
end

-- highlights gives our groups a look unless the user gave them one.
function M.highlights()
  for group, link in pairs({
    ParlanceLabel = 'Identifier', ParlanceTitle = 'Title', ParlanceHold = 'ErrorMsg', ParlanceRisk = 'WarningMsg',
    ParlanceError = 'ErrorMsg', ParlanceHint = 'Comment', ParlanceAgent = 'Comment',
  }) do
    vim.api.nvim_set_hl(0, group, { link = link, default = true })
  end
end

return M
