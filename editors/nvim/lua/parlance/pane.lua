-- The window a draft is shown in: one for each ticket, redrawn as events come.
local config = require('parlance.config')
local events = require('parlance.events')
local findings = require('parlance.findings')
local render = require('parlance.render')
local M = {}

local namespace = vim.api.nvim_create_namespace('parlance.pane')
local redraw_after = 40 -- ms; what comes within is drawn once

local panes = {} -- by the number of the pane's buffer

local Pane = {}
Pane.__index = Pane

local commands = { vertical = 'vertical botright new', horizontal = 'botright new', tab = 'tabnew', current = 'hide enew' }

local function key(buf, lhs, action, what)
  if lhs then
    vim.keymap.set('n', lhs, action, { buffer = buf, silent = true, nowait = true, desc = what })
  end
end

local function keys(pane)
  local k, buf = config.get().keys, pane.buf
  local function choose(action)
    return function() require('parlance.choose').here(pane, action) end
  end
  key(buf, k.choose, choose(nil), 'Choose this reply')
  key(buf, k.insert, choose('insert'), 'Insert this reply below the ticket')
  key(buf, k.replace, choose('replace'), 'Put this reply in place of the ticket')
  key(buf, k.yank, choose('yank'), 'Copy this reply')
  key(buf, k.open, choose('open'), 'Open this reply to edit and check it')
  key(buf, k.agent, function() pane:toggle_agent() end, 'Show or hide your own text')
  key(buf, k.next, function() pane:jump(1) end, 'Next reply')
  key(buf, k.previous, function() pane:jump(-1) end, 'Previous reply')
  key(buf, k.redraft, function() require('parlance').redraft(pane) end, 'Draft again')
  key(buf, k.stop, function() pane:stop() end, 'Stop')
  key(buf, k.close, '<Cmd>close<CR>', 'Close')
  key(buf, k.help, '<Cmd>help parlance-keys<CR>', 'Help')
end

-- number counts panes, so that each buffer has a name of its own.
local number = 0

local function open(name)
  vim.cmd(commands[config.get().split])
  local win, buf = vim.api.nvim_get_current_win(), vim.api.nvim_get_current_buf()
  number = number + 1
  vim.api.nvim_buf_set_name(buf, ('parlance://%s/%d'):format(name, number))
  for option, value in pairs({ buftype = 'nofile', bufhidden = 'wipe', swapfile = false, modifiable = false, filetype = 'parlance' }) do
    vim.bo[buf][option] = value
  end
  for option, value in pairs({ wrap = true, linebreak = true, breakindent = true, signcolumn = 'yes', number = false, relativenumber = false, list = false, spell = false }) do
    vim.api.nvim_win_set_option(win, option, value)
  end
  return buf, win
end

-- new opens a pane beside the window one is in, which keeps the cursor.
function M.new(name, source)
  local before = vim.api.nvim_get_current_win()
  render.highlights()
  local pane = setmetatable({ name = name, source = source, show_agent = config.get().show_agent }, Pane)
  pane.buf = open(name)
  panes[pane.buf] = pane
  pane:reset()
  keys(pane)
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = pane.buf,
    callback = function()
      pane:stop()
      panes[pane.buf] = nil
      pane.source:forget()
    end,
  })
  if vim.api.nvim_win_is_valid(before) and config.get().split ~= 'tab' then
    vim.api.nvim_set_current_win(before)
  end
  return pane
end

-- all are the panes for a buffer, the one last drawn upon first; a pane's own buffer has
-- just that one.
function M.all(buf)
  if panes[buf] then
    return { panes[buf] }
  end
  local out = vim.tbl_filter(function(p) return buf == nil or p.source.buf == buf end, vim.tbl_values(panes))
  table.sort(out, function(a, b) return a.used > b.used end)
  return out
end

-- of is the first of all, or the first of a name.
function M.of(buf, name)
  for _, pane in ipairs(M.all(buf)) do
    if not name or pane.name == name then
      return pane
    end
  end
end

local turn = 0

function Pane:reset()
  turn = turn + 1
  self.used = turn
  self.state, self.problem, self.stopped = events.new(), nil, false
end

function Pane:valid() return panes[self.buf] == self and vim.api.nvim_buf_is_loaded(self.buf) end

-- draw brings the buffer up to date soon; now says at once.
function Pane:draw(now)
  if now then
    self.drawing = false
    return self:paint()
  end
  if not self.drawing then
    self.drawing = true
    vim.defer_fn(function()
      if self.drawing then
        self.drawing = false
        self:paint()
      end
    end, redraw_after)
  end
end

-- put changes only the lines that differ, so that the cursor stays where it is.
local function put(buf, new)
  local old = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
  local head, tail = 0, 0
  while head < #old and head < #new and old[head + 1] == new[head + 1] do
    head = head + 1
  end
  while tail < #old - head and tail < #new - head and old[#old - tail] == new[#new - tail] do
    tail = tail + 1
  end
  if head == #old and head == #new then
    return
  end
  vim.bo[buf].modifiable = true
  vim.api.nvim_buf_set_lines(buf, head, #old - tail, false, vim.list_slice(new, head + 1, #new - tail))
  vim.bo[buf].modifiable = false
end

-- place remembers which line of which candidate the cursor is on, before the lines
-- change; the function returned puts it there again, at the same height of the window.
function Pane:place(after)
  local win = self:window()
  local view = win and vim.api.nvim_win_call(win, vim.fn.winsaveview)
  local row, on = view and view.lnum - 1, nil
  for _, region in ipairs(win and self.regions or {}) do
    if region.first <= row then
      on = region
    end
  end
  return function()
    if not view then
      return
    end
    local to = row
    for _, region in ipairs(on and after or {}) do
      if region.id == on.id then
        to = region.first + math.min(row - on.first, region.last - region.first)
      end
    end
    vim.api.nvim_win_call(win, function()
      vim.fn.winrestview({ lnum = to + 1, col = view.col, topline = math.max(view.topline + to - row, 1) })
    end)
  end
end

function Pane:paint()
  if not self:valid() then
    return
  end
  local page = render.page(self.state, {
    words = config.words(), show_agent = self.show_agent, problem = self.problem,
    running = self.run and self.doing or self.stopped and config.words().editor.stopped or nil,
  })
  local back = self:place(page.regions)
  put(self.buf, page.lines)
  back()
  vim.api.nvim_buf_clear_namespace(self.buf, namespace, 0, -1)
  for _, m in ipairs(page.marks) do
    if m.to > m.from then
      vim.api.nvim_buf_set_extmark(self.buf, namespace, m.row, m.from, { end_row = m.row, end_col = m.to, hl_group = m.hl })
    end
  end
  self.regions = page.regions
  self:diagnose()
end

function Pane:diagnose()
  local all = {}
  for _, region in ipairs(self.regions) do
    local c = self.state.candidates[region.id]
    if c.complete and type(c.complete.findings) == 'table' then
      local texts = {}
      for _, side in ipairs({ 'reply', 'agent' }) do
        if region[side] then
          texts[side] = { text = events.text(c, side), row = region[side] }
        end
      end
      if region.subject then
        texts.subject = { text = c.complete.reply.subject, row = region.subject, col = region.subject_column }
      end
      vim.list_extend(all, findings.of(c.complete.findings, texts, region.first))
    end
  end
  findings.show(self.buf, all, findings.listed)
end

-- window is where the pane is shown, or nil.
function Pane:window()
  local win = vim.fn.bufwinid(self.buf)
  return win ~= -1 and win or nil
end

-- at is the candidate the cursor is on, or the first.
function Pane:at()
  local win = self:window()
  local row = win and vim.api.nvim_win_get_cursor(win)[1] - 1 or 0
  local found
  for _, region in ipairs(self.regions or {}) do
    if not found or region.first <= row then
      found = region
    end
  end
  return found and self.state.candidates[found.id]
end

-- jump moves the cursor to another candidate's title.
function Pane:jump(by)
  local win = self:window()
  if not win then
    return
  end
  local row, to = vim.api.nvim_win_get_cursor(win)[1] - 1, nil
  for _, region in ipairs(self.regions or {}) do
    if by > 0 and region.first > row then
      to = to or region.first
    elseif by < 0 and region.first < row then
      to = region.first
    end
  end
  if to then
    vim.api.nvim_win_set_cursor(win, { to + 1, 0 })
  end
end

function Pane:toggle_agent()
  self.show_agent = not self.show_agent
  self:draw(true)
end

-- stop ends what runs for this pane. It tells whether anything did.
function Pane:stop()
  local run = self.run
  if not run then
    return false
  end
  self.run, self.stopped = nil, true
  run:stop()
  if self:valid() then
    self:draw(true)
  end
  return true
end

return M
