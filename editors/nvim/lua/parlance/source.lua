-- Where a text came from in a buffer, and how something is put there later, though the
-- buffer may have changed in between.
local config = require('parlance.config')
local M = {}

local namespace = vim.api.nvim_create_namespace('parlance.source')

local Source = {}
Source.__index = Source

-- unquoted takes "> " off a text in which every line that is not blank has it: a mail
-- program hands the buyer's words over so.
function M.unquoted(lines)
  local out, some = {}, false
  for i, line in ipairs(lines) do
    local rest = line:match('^>%s?(.*)$')
    if not rest and line:match('%S') then
      return lines
    end
    some = some or rest ~= nil
    out[i] = rest or line
  end
  return some and out or lines
end

-- take reads rows first to last (from 0, last included), or from column to column
-- (last excluded) when columns are given.
function M.take(buf, first, last, from, to)
  local s = setmetatable({ buf = buf, exact = from ~= nil }, Source)
  local lines = vim.api.nvim_buf_get_lines(buf, first, last + 1, false)
  to = to or #(lines[#lines] or '')
  if #lines > 0 and s.exact then
    lines[#lines] = lines[#lines]:sub(1, to)
    lines[1] = lines[1]:sub(from + 1)
  end
  s.whole = not s.exact and first == 0 and last + 1 >= vim.api.nvim_buf_line_count(buf)
  s.mark = vim.api.nvim_buf_set_extmark(buf, namespace, first, from or 0, {
    end_row = last, end_col = to, -- what is typed right before or after is not part of it
  })
  if config.get().unquote then
    lines = M.unquoted(lines)
  end
  s.text = table.concat(lines, '\n')
  s.file = s.whole and M.file(buf) or nil
  return s
end

-- file is the file of a buffer whose bytes the program reads better than we do (a mail
-- names its own character set), when the buffer is as the file is.
function M.file(buf)
  local name = vim.api.nvim_buf_get_name(buf)
  local plain = vim.bo[buf].buftype == '' and not vim.bo[buf].modified
  if plain and name:lower():match('%.eml$') and vim.fn.filereadable(name) == 1 then
    return name
  end
end

-- input is how the program gets the text: arguments to append, and standard input.
function Source:input()
  if self.file then
    return { '--', self.file }, nil
  end
  return { '--', '-' }, self.text .. '\n'
end

function Source:blank() return not self.text:match('%S') end

function Source:usable()
  if not vim.api.nvim_buf_is_loaded(self.buf) then
    return false, 'gone'
  end
  if not vim.bo[self.buf].modifiable or vim.bo[self.buf].readonly then
    return false, 'fixed'
  end
  return true
end

function Source:range()
  local m = vim.api.nvim_buf_get_extmark_by_id(self.buf, namespace, self.mark, { details = true })
  return m[1], m[2], m[3].end_row, m[3].end_col
end

-- forget takes our mark out of the buffer again.
function Source:forget()
  if vim.api.nvim_buf_is_valid(self.buf) then
    vim.api.nvim_buf_del_extmark(self.buf, namespace, self.mark)
  end
end

-- replace puts lines in place of the text; insert puts them below it.
function Source:replace(lines)
  local row, col, end_row, end_col = self:range()
  if self.exact then
    vim.api.nvim_buf_set_text(self.buf, row, col, end_row, end_col, lines)
  else
    vim.api.nvim_buf_set_lines(self.buf, row, end_row + 1, false, lines)
  end
  return row
end

function Source:insert(lines)
  local _, _, end_row = self:range()
  local block = vim.list_extend({ '' }, lines)
  local after = vim.api.nvim_buf_get_lines(self.buf, end_row + 1, end_row + 2, false)[1]
  if after and after:match('%S') then
    block[#block + 1] = ''
  end
  vim.api.nvim_buf_set_lines(self.buf, end_row + 1, end_row + 1, false, block)
  return end_row + 2
end

return M
