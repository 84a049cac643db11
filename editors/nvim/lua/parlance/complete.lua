-- Completion of arguments. The program itself says what there is.
local args = require('parlance.args')
local job = require('parlance.job')
local M = {}

local hidden = {
  ['--json'] = true, ['--ndjson'] = true, ['--show'] = true, ['--pick'] = true, ['--edit'] = true, ['--copy'] = true,
  ['--dry-run'] = true, ['--explain'] = true, ['--report'] = true, ['--help'] = true, ['--color'] = true,
}

local of_files = { ['--kb'] = 'dir', ['--order'] = 'file', ['--revise'] = 'file', ['--glossary'] = 'file', ['--config'] = 'file', ['--agent-text'] = 'file' }

-- asked is what the program offers after words: a list without explanations.
local function asked(words)
  local out = {}
  local text = job.output(vim.list_extend({ '__complete' }, words))
  for line in (text or ''):gmatch('[^\n]+') do
    if not line:match('^:%d+$') then
      out[#out + 1] = line:match('^[^\t]+')
    end
  end
  return out
end

-- values are what a flag of a command takes, as far as the program lists it.
function M.values(command, flag) return asked({ command, flag, '' }) end

local function matching(list, lead, prefix)
  local out = {}
  for _, item in ipairs(list) do
    if item:sub(1, #lead) == lead and not hidden[item] then
      out[#out + 1] = (prefix or '') .. item
    end
  end
  return out
end

local function offer(command, lead, line, at)
  local before = line:sub(1, at):gsub('^.-Parlance%a+!?%s*', ''):gsub('%S*$', '')
  local words = args.split(before) or {}
  local key, value = lead:match('^(%l[%l-]*)=(.*)$')
  local flag = key and '--' .. key or words[#words]
  local rest = key and value or lead
  if flag and of_files[flag] then
    return matching(vim.fn.getcompletion(rest, of_files[flag]), rest, key and key .. '=' or '')
  end
  if key or flag and flag:match('^%-%-%l') and not lead:match('^%-') then
    local list = M.values(command, flag)
    if #list > 0 or key then
      return matching(list, rest, key and key .. '=' or '')
    end
  end
  if command == 'check' and not lead:match('^%-') and #words == 0 then
    return vim.fn.getcompletion(lead, 'file')
  end
  return matching(asked({ command, '--' }), lead)
end

for _, command in ipairs({ 'draft', 'check', 'translate', 'inspect' }) do
  M[command] = function(lead, line, at) return offer(command, lead, line, at) end
end

function M.choose(lead) return matching({ 'insert', 'replace', 'yank', 'open', '1', '2', '3' }, lead) end

return M
