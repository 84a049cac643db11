-- Places in a text: the program counts code points, Neovim rows and bytes.
local M = {}

-- places returns a function from a code point's number in text to its row and byte
-- column, both from 0. A number past the end is the end.
function M.places(text)
  local starts = { 0 } -- code points before each line
  local lines = vim.split(text, '\n', { plain = true })
  for i, line in ipairs(lines) do
    lines[i] = line:gsub('\r$', '') -- the program reads \r\n as one line end
    local _, n = lines[i]:gsub('[^\128-\191]', '')
    starts[i + 1] = starts[i] + n + 1
  end
  return function(at)
    local row = 1
    while row < #lines and starts[row + 1] <= at do
      row = row + 1
    end
    return row - 1, M.column(lines[row], at - starts[row])
  end
end

-- column is the byte at which the code point number n of a line begins.
function M.column(line, n)
  local seen = -1
  for i = 1, #line do
    local b = line:byte(i)
    if b < 0x80 or b >= 0xC0 then
      seen = seen + 1
      if seen == n then
        return i - 1
      end
    end
  end
  return #line
end

return M
