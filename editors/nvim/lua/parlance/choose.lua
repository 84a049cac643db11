-- Choosing a reply and doing something with it.
local config = require('parlance.config')
local events = require('parlance.events')
local tell = require('parlance.tell')
local M = {}

M.actions = { 'insert', 'replace', 'yank', 'open' }

-- summary is one line about a candidate, for a list.
local function summary(c)
  local errors, warnings = 0, 0
  for _, f in ipairs(c.complete.findings or {}) do
    errors = errors + (f.severity == 'error' and 1 or 0)
    warnings = warnings + (f.severity == 'warning' and 1 or 0)
  end
  local rank = tonumber(c.complete.rank) or 0
  local marks = (errors > 0 and (' ✗%d'):format(errors) or '') .. (warnings > 0 and (' !%d'):format(warnings) or '')
  local first = vim.fn.strcharpart((events.text(c, 'reply'):gsub('%s+', ' ')), 0, 50)
  return ('%s · %s%s — %s'):format(rank > 0 and rank or c.id, c.complete.approach or '', marks, first)
end

local function yank(text)
  local register = config.get().register
  vim.fn.setreg('"', text)
  if register ~= '"' and (not register:match('[+*]') or vim.fn.has('clipboard') == 1) then
    pcall(vim.fn.setreg, register, text)
  end
end

-- edit opens the reply in a buffer of its own, which remembers its ticket.
local function edit(pane, text)
  vim.cmd(config.get().split == 'horizontal' and 'botright new' or 'vertical botright new')
  local buf = vim.api.nvim_get_current_buf()
  vim.bo[buf].buftype, vim.bo[buf].bufhidden, vim.bo[buf].swapfile = 'nofile', 'hide', false
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, vim.split(text, '\n', { plain = true }))
  vim.bo[buf].modified = false
  require('parlance.check').remember(buf, pane)
  return buf
end

-- apply does an action with a candidate's reply.
function M.apply(pane, c, action)
  local w = config.words().editor
  local text = events.text(c, 'reply')
  local why = events.reasons(pane.state, c)
  if #why > 0 then
    tell.look(why)
  end
  if action == 'open' then
    return edit(pane, text)
  end
  if action ~= 'yank' then
    local ok, problem = pane.source:usable()
    if ok then
      local lines = vim.split(text, '\n', { plain = true })
      local row = pane.source[action](pane.source, lines)
      local win = vim.fn.bufwinid(pane.source.buf)
      if win ~= -1 then
        vim.api.nvim_win_set_cursor(win, { row + 1, 0 })
      end
      return
    end
    tell.warn(w[problem])
    return yank(text)
  end
  yank(text)
  tell.info(w.copied)
end

-- act asks what to do when nothing was said and the settings say to ask.
function M.act(pane, c, action)
  action = action or config.get().action
  if action ~= 'ask' then
    return M.apply(pane, c, action)
  end
  local w = config.words().editor
  vim.ui.select(M.actions, { prompt = w.act, kind = 'parlance-action', format_item = function(a) return w[a] end }, function(a)
    if a then
      M.apply(pane, c, a)
    end
  end)
end

-- here acts on the candidate under the cursor.
function M.here(pane, action)
  local c = pane:at()
  if not c or not c.complete or c.error then
    return tell.warn(config.words().editor['no-candidate'])
  end
  M.act(pane, c, action)
end

-- rank acts on the candidate of a rank, or asks which.
function M.rank(pane, rank, action)
  local w = config.words().editor
  local all = events.finished(pane.state)
  if #all == 0 then
    return tell.warn(w['no-candidate'])
  end
  if rank then
    local c = all[rank]
    if not c then
      return tell.error(('there is no reply %d, only 1 to %d'):format(rank, #all))
    end
    return M.act(pane, c, action)
  end
  vim.ui.select(all, { prompt = w.choose, kind = 'parlance-reply', format_item = summary }, function(c)
    if c then
      M.act(pane, c, action)
    end
  end)
end

return M
