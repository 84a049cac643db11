-- :checkhealth parlance
local job = require('parlance.job')
local M = {}

-- Neovim 0.7 to 0.9 call them report_ok and so on.
local old = not vim.health and require('health') or nil
local function report(name)
  local h = vim.health or old
  return h[name] or h['report_' .. name]
end

local function version()
  local argv, problem = job.command({ 'version' })
  if not argv then
    report('error')(problem)
    return false
  end
  local text, code = job.output({ 'version' }, 10000)
  if code ~= 0 then
    report('error')(('%s version: exit code %s'):format(argv[1], tostring(code)))
    return false
  end
  report('ok')(('%s (%s)'):format(vim.trim(text), vim.fn.exepath(argv[1])))
  return true
end

local states = { ok = 'ok', info = 'info', skip = 'info', warn = 'warn', fail = 'error' }

-- doctor shows the rows of `parlance doctor --json`: probe, state, detail, hint.
local function doctor()
  local text = job.output({ 'doctor', '--json' }, 60000)
  local doc = text and require('parlance.check').decode({ text })
  if not doc or type(doc.rows) ~= 'table' then
    return report('warn')('`parlance doctor --json` gave no answer we can read; run `parlance doctor` in a shell')
  end
  for _, row in ipairs(doc.rows) do
    local say = states[row.state] or 'warn'
    local line = ('%s: %s'):format(tostring(row.probe), tostring(row.detail))
    local hint = type(row.hint) == 'string' and row.hint ~= '' and row.hint or nil
    if hint and (say == 'error' or say == 'warn') then
      report(say)(line, { hint })
    else
      report(say)(hint and line .. '; ' .. hint or line)
    end
  end
end

function M.check()
  report('start')('Parlance: program')
  if not version() then
    return
  end
  report('start')('Parlance: doctor')
  doctor()
end

return M
