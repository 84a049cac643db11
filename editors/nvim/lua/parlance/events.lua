-- Reads the events of `parlance draft --ndjson` into a state. Knows nothing of windows.
local M = {}

local most_shown = 256 * 1024 -- bytes of a text that is still being written

function M.new()
  return { order = {}, candidates = {}, broken = 0, done = nil, error = nil, ticket = nil, gloss = nil }
end

local function is_table(x) return type(x) == 'table' end

local function candidate(state, id)
  local c = state.candidates[id]
  if not c then
    c = { id = id, parts = {}, size = {} }
    state.candidates[id] = c
    state.order[#state.order + 1] = id
    table.sort(state.order, function(a, b)
      local x, y = tonumber(a:match('%d+$')) or 0, tonumber(b:match('%d+$')) or 0
      return x < y or x == y and a < b
    end)
  end
  return c
end

local take = {}

function take.ticket(state, e)
  if is_table(e.ticket) then
    state.ticket = e.ticket
    state.gloss = is_table(e.ticket.gloss) and e.ticket.gloss or state.gloss
  end
end

function take.gloss(state, e)
  state.gloss = is_table(e.gloss) and e.gloss or state.gloss
end

function take.delta(state, e)
  if type(e.text) ~= 'string' or type(e.side) ~= 'string' then
    return
  end
  local c = candidate(state, tostring(e.candidate))
  local size = (c.size[e.side] or 0) + #e.text
  if size > most_shown then
    c.shortened = true
    return
  end
  c.size[e.side] = size
  c.parts[e.side] = c.parts[e.side] or {}
  table.insert(c.parts[e.side], e.text)
end

-- A reset takes back what was shown of one side.
function take.reset(state, e)
  local c = candidate(state, tostring(e.candidate))
  if type(e.side) == 'string' then
    c.parts[e.side], c.size[e.side] = nil, nil
  else
    c.parts, c.size = {}, {}
  end
  c.shortened = nil
end

function take.candidate(state, e)
  if is_table(e.complete) then
    candidate(state, tostring(e.candidate)).complete = e.complete
  end
end

function take.error(state, e)
  if is_table(e.error) then
    candidate(state, tostring(e.candidate)).error = e.error
  end
end

-- The document of done replaces all that came before; only it knows the ranks.
function take.done(state, e)
  local doc = is_table(e.document) and e.document or {}
  state.done = doc
  state.error = is_table(e.error) and e.error or is_table(doc.error) and doc.error or nil
  state.ticket = is_table(doc.ticket) and doc.ticket or state.ticket
  if is_table(doc.ticket) and is_table(doc.ticket.gloss) then
    state.gloss = doc.ticket.gloss
  end
  state.order, state.candidates = {}, {}
  for _, c in ipairs(is_table(doc.candidates) and doc.candidates or {}) do
    local known = candidate(state, tostring(c.id))
    known.complete, known.error = c, is_table(c.error) and c.error or nil
  end
  table.sort(state.order, function(a, b)
    local x, y = M.rank(state.candidates[a]), M.rank(state.candidates[b])
    return x < y or x == y and a < b
  end)
end

-- feed takes one line. It tells whether anything changed.
function M.feed(state, line)
  local ok, e = pcall(vim.json.decode, line, { luanil = { object = true } })
  if not ok or not is_table(e) or type(e.type) ~= 'string' then
    state.broken = state.broken + 1
    return false
  end
  local read = take[e.type]
  if not read then
    return false -- snippets, finding, and what later versions add
  end
  read(state, e)
  return true
end

-- rank is a candidate's place; those that failed or are not finished come last.
function M.rank(c)
  local r = c.complete and tonumber(c.complete.rank) or 0
  return r > 0 and r or math.huge
end

-- text is what there is of one side: the finished text, else what has arrived.
function M.text(c, side)
  if c.complete then
    local part = c.complete[side]
    return is_table(part) and type(part.text) == 'string' and part.text or ''
  end
  local parts = c.parts[side]
  if not parts then
    return ''
  end
  local all = table.concat(parts)
  c.parts[side] = { all }
  return all
end

-- finished are the candidates that can be chosen, best first.
function M.finished(state)
  local out = {}
  for _, id in ipairs(state.order) do
    local c = state.candidates[id]
    if c.complete and not c.error and M.text(c, 'reply') ~= '' then
      out[#out + 1] = c
    end
  end
  return out
end

-- reasons name what makes a person look: risks that hold, rules found broken.
function M.reasons(state, c)
  local why = {}
  for _, r in ipairs(state.ticket and is_table(state.ticket.risks) and state.ticket.risks or {}) do
    if r.hold then
      why[#why + 1] = tostring(r.kind)
    end
  end
  for _, f in ipairs(c and c.complete and is_table(c.complete.findings) and c.complete.findings or {}) do
    if f.severity == 'error' and not vim.tbl_contains(why, f.rule) then
      why[#why + 1] = tostring(f.rule)
    end
  end
  return why
end

return M
