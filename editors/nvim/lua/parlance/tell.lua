-- What is said to the person.
local config = require('parlance.config')
local M = {}

local function say(level)
  return function(text)
    vim.notify('parlance: ' .. text, level, { title = 'Parlance' })
  end
end

M.info = say(vim.log.levels.INFO)
M.warn = say(vim.log.levels.WARN)
M.error = say(vim.log.levels.ERROR)

-- failure says what was wrong and what to do about it. e is an error of the program.
function M.failure(e)
  local text = tostring(e.message or '?')
  if type(e.kind) == 'string' and e.kind ~= '' then
    text = ('%s (%s)'):format(text, e.kind)
  end
  if type(e.hint) == 'string' and e.hint ~= '' then
    text = text .. '\n' .. config.words().editor.hint .. e.hint
  end
  M.error(text)
end

-- look says that a person should look before anything is sent, and why.
function M.look(why)
  local w = config.words().editor
  M.warn(#why > 0 and w.look:format(table.concat(why, ', ')) or w['look-plain'])
end

-- broken is an error for a run that ended without saying why in its answer.
function M.broken(result)
  local ours, second = result.stderr:match('^parlance: ([^\n]+)\n?([^\n]*)')
  return {
    kind = 'exit ' .. result.code,
    message = ours or result.stderr:match('[^\n]+') or config.words().editor.incomplete,
    hint = second and second:gsub('^hint: ', ''):gsub('^建议：', '') or nil,
  }
end

return M
