-- Findings as diagnostics, at the bytes they point at.
local config = require('parlance.config')
local render = require('parlance.render')
local span = require('parlance.span')
local M = {}

M.namespace = vim.api.nvim_create_namespace('parlance')

-- listed is for a pane, where every finding is written out under its reply already.
M.listed = vim.api.nvim_create_namespace('parlance.listed')
vim.diagnostic.config({ virtual_text = false }, M.listed)

local levels = {
  error = vim.diagnostic.severity.ERROR, warning = vim.diagnostic.severity.WARN, info = vim.diagnostic.severity.INFO,
}

local function diagnostic(f, from_row, from_col, to_row, to_col)
  return {
    lnum = from_row, col = from_col, end_lnum = to_row, end_col = to_col,
    severity = levels[f.severity] or vim.diagnostic.severity.INFO,
    message = render.sentence(f), source = 'parlance', code = f.rule,
  }
end

-- of places findings. texts: for each side its text and the row and column (of the first
-- line) where it stands. What points nowhere in them is put at row default.
function M.of(found, texts, default)
  local out, places = {}, {}
  for side, t in pairs(texts) do
    local place = span.places(t.text)
    places[side] = function(at)
      local row, col = place(at)
      return t.row + row, col + (row == 0 and (t.col or 0) or 0)
    end
  end
  for _, f in ipairs(found or {}) do
    local before = #out
    for _, w in ipairs(type(f.where) == 'table' and f.where or {}) do
      local place, at = places[w.side], w.span
      if place and type(at) == 'table' and tonumber(at[1]) and tonumber(at[2]) then
        local from_row, from_col = place(at[1])
        out[#out + 1] = diagnostic(f, from_row, from_col, place(at[2]))
      end
    end
    if #out == before then
      out[#out + 1] = diagnostic(f, default, 0, default, 0)
    end
  end
  return out
end

function M.show(buf, diagnostics, namespace)
  if config.get().diagnostics and vim.api.nvim_buf_is_valid(buf) then
    vim.diagnostic.set(namespace or M.namespace, buf, diagnostics)
  end
end

return M
