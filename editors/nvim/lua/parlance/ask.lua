-- Asks for the decision, one question after another.
local complete = require('parlance.complete')
local config = require('parlance.config')
local M = {}

local with_amount = { refund = true, partial = true }

-- decision asks for outcome, amount and note and calls back with arguments of draft.
-- Leaving a list ends it all; an empty line leaves that one out.
function M.decision(done)
  local w, given = config.words().editor, {}
  local function note()
    vim.ui.input({ prompt = w.note }, function(text)
      if text and text ~= '' then
        vim.list_extend(given, { '--note', text })
      end
      done(given)
    end)
  end
  local function amount()
    vim.ui.input({ prompt = w.amount }, function(text)
      if text and text ~= '' then
        vim.list_extend(given, { '--amount', text })
      end
      note()
    end)
  end
  local outcomes = vim.list_extend({ '' }, complete.values('draft', '--outcome'))
  vim.ui.select(outcomes, {
    prompt = w.outcome, kind = 'parlance-outcome',
    format_item = function(o)
      local label = config.words().labels['outcome-' .. o]
      return o == '' and w.undecided or label and label ~= o and ('%s: %s'):format(o, label) or o
    end,
  }, function(o)
    if not o then
      return
    end
    if o ~= '' then
      vim.list_extend(given, { '--outcome', o })
    end
    if with_amount[o] then
      amount()
    else
      note()
    end
  end)
end

return M
