-- Arguments as a person types them after a command.
local M = {}

-- Flags of the program that would change what it prints, so that we could not read it.
local ours = {
  ['--json'] = true, ['--ndjson'] = true, ['--show'] = true, ['--pick'] = true, ['--edit'] = true, ['--copy'] = true,
  ['--dry-run'] = true, ['--explain'] = true, ['--report'] = true, ['--help'] = true, ['-h'] = true,
}

-- Flags without a value.
local switches = {
  ['--fallback'] = true, ['--no-gloss'] = true, ['--local-only'] = true, ['--quiet'] = true, ['-q'] = true,
  ['--verbose'] = true, ['-v'] = true,
}

-- Flags a check takes over from the draft whose reply it judges; each has a value.
local carried = {
  ['--culture'] = true, ['--lang'] = true, ['--market'] = true, ['--channel'] = true, ['--agent-lang'] = true,
  ['--brand'] = true, ['--kb'] = true, ['--note'] = true, ['--order'] = true, ['--outcome'] = true,
  ['--amount'] = true, ['--ticket-format'] = true, ['--config'] = true,
}

-- split takes a line apart at blanks. 'single' and "double" quotes hold blanks together,
-- a backslash takes the next character as it is, except within single quotes. The second
-- value says what is wrong.
function M.split(line)
  local out, word, quote = {}, nil, nil
  local i = 1
  while i <= #line do
    local c = line:sub(i, i)
    if quote then
      if c == quote then
        quote = nil
      elseif c == '\\' and quote == '"' and line:sub(i + 1, i + 1):match('["\\]') then
        i = i + 1
        word = word .. line:sub(i, i)
      else
        word = word .. c
      end
    elseif c:match('%s') then
      if word then
        out[#out + 1] = word
        word = nil
      end
    elseif c == '"' or c == "'" then
      quote, word = c, word or ''
    elseif c == '\\' and i < #line then
      i = i + 1
      word = (word or '') .. line:sub(i, i)
    else
      word = (word or '') .. c
    end
    i = i + 1
  end
  if quote then
    return nil, ('a %s is not closed'):format(quote)
  end
  if word then
    out[#out + 1] = word
  end
  return out
end

-- read is split, with outcome=refund taken as --outcome refund, and without the flags
-- that are ours to give.
function M.read(line)
  local words, problem = M.split(line)
  if not words then
    return nil, problem
  end
  local out, value_next = {}, false
  for _, w in ipairs(words) do
    local key, value = w:match('^(%l[%l-]*)=(.*)$')
    local flag = key and '--' .. key or w:match('^[^=]+')
    if value_next then
      out[#out + 1] = w
      value_next = false
    elseif ours[flag] then
      return nil, ('%s is not for an editor: the plugin reads the program itself'):format(flag)
    elseif key then
      vim.list_extend(out, { flag, value })
    else
      out[#out + 1] = w
      value_next = w:match('^%-%-[%l-]+$') and not switches[w]
    end
  end
  return out
end

-- judging are the arguments of a draft that matter to a check of its reply.
function M.judging(args)
  local out = {}
  local i = 1
  while i <= #args do
    local flag, value = args[i]:match('^(%-%-[%l-]+)=(.*)$')
    if flag and carried[flag] then
      vim.list_extend(out, { flag, value })
    elseif carried[args[i]] and args[i + 1] then
      vim.list_extend(out, { args[i], args[i + 1] })
      i = i + 1
    end
    i = i + 1
  end
  return out
end

return M
