-- What a user can set, with the defaults.
local M = {}

M.defaults = {
  cmd = 'parlance', -- the program, or a list: { 'ssh', 'desk', 'parlance' }
  args = { draft = {}, check = {}, inspect = {}, translate = {} }, -- more arguments for each command
  agent_lang = nil, -- your own language, for example 'en'; nil: as the program finds it
  ui_lang = nil, -- language of messages, 'en' or 'zh'; passed on as --ui-lang
  env = nil, -- more environment variables for the program
  cwd = nil, -- folder to run in, from which .parlance.yaml is looked for; nil: Neovim's
  split = 'vertical', -- 'vertical', 'horizontal', 'tab' or 'current'
  show_agent = true, -- show your own text under the buyer's
  diagnostics = true, -- findings as diagnostics
  auto_check = true, -- check a reply opened from a draft again after each change
  action = 'ask', -- what <CR> does: 'ask', 'insert', 'replace', 'yank', 'open'
  register = '+', -- where a copied reply goes, besides the unnamed register
  unquote = true, -- take "> " off a ticket in which every line has it
  keys = { -- in the draft's window; false turns one off
    choose = '<CR>',
    insert = 'gi',
    replace = 'gr',
    yank = 'gy',
    open = 'go',
    agent = '<Tab>',
    next = ']]',
    previous = '[[',
    redraft = 'R',
    stop = '<C-c>',
    close = 'q',
    help = 'g?',
  },
}

local current

-- merge puts the user's settings over the defaults; an unknown or ill-typed one is an
-- error that names it.
local function merge(defaults, user, path)
  local out = vim.deepcopy(defaults)
  for key, value in pairs(user) do
    local name = path .. tostring(key)
    local default = defaults[key]
    if M.known[name] == nil then
      error(('parlance: no setting %q'):format(name), 0)
    end
    if not vim.tbl_contains(M.known[name], type(value)) then
      error(('parlance: setting %q is a %s, expected %s'):format(name, type(value), table.concat(M.known[name], ' or ')), 0)
    end
    if type(default) == 'table' and (name == 'keys' or name == 'args') then
      out[key] = merge(default, value, name .. '.')
    else
      out[key] = vim.deepcopy(value)
    end
  end
  return out
end

-- known are the settings there are, with the types each may have.
M.known = {
  cmd = { 'string', 'table' }, args = { 'table' }, agent_lang = { 'string' }, ui_lang = { 'string' },
  env = { 'table' }, cwd = { 'string', 'function' }, split = { 'string' }, show_agent = { 'boolean' },
  diagnostics = { 'boolean' }, auto_check = { 'boolean' }, action = { 'string' }, register = { 'string' },
  unquote = { 'boolean' }, keys = { 'table' },
}
for key in pairs(M.defaults.keys) do
  M.known['keys.' .. key] = { 'string', 'boolean' }
end
for key in pairs(M.defaults.args) do
  M.known['args.' .. key] = { 'table' }
end

local choices = {
  split = { 'vertical', 'horizontal', 'tab', 'current' },
  action = { 'ask', 'insert', 'replace', 'yank', 'open' },
}

function M.set(user)
  local merged = merge(M.defaults, user or {}, '')
  for key, allowed in pairs(choices) do
    if not vim.tbl_contains(allowed, merged[key]) then
      error(('parlance: setting %q is %q, expected %s'):format(key, merged[key], table.concat(allowed, ', ')), 0)
    end
  end
  current = merged
end

-- get is the settings in force: of setup(), else of vim.g.parlance, else the defaults.
function M.get()
  if not current then
    M.set(vim.g.parlance)
  end
  return current
end

-- words are what a person reads, in their language where we have it, else English.
function M.words()
  local c = M.get()
  local tag = c.ui_lang or c.agent_lang
  for _, name in ipairs({ 'LC_ALL', 'LC_MESSAGES', 'LANG' }) do
    local value = vim.env[name]
    tag = tag or value ~= '' and value or nil
  end
  local all = require('parlance.words')
  return tag and tag:match('^zh') and all['zh-Hans'] or all.en
end

return M
