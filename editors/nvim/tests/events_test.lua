-- The reading of events, on what the real program prints now.
local aid = require('aid')
local events = require('parlance.events')

-- recorded are the lines of a real draft.
local function recorded(text, ...)
  local cmd = { aid.parlance, 'draft', '--ndjson', '--agent-lang', 'en', ... }
  local lines = vim.fn.systemlist(cmd, text)
  return vim.tbl_filter(function(l) return l:sub(1, 1) == '{' end, lines)
end

return {
  ['the built-in composer: ranks come with done'] = function()
    local s = events.new()
    local ranks = {}
    for _, line in ipairs(recorded(aid.japanese)) do
      aid.equal(events.feed(s, line), true, line:sub(1, 60))
      ranks[#ranks + 1] = s.order[1] and events.rank(s.candidates[s.order[1]])
    end
    aid.equal(ranks[1], math.huge)
    aid.equal(ranks[#ranks], 1)
    aid.equal(#events.finished(s), 3)
    aid.equal(s.ticket.language.tag, 'ja')
    aid.equal(s.broken, 0)
  end,

  ['deltas after the last reset make up the candidate'] = function()
    local s, resets, text = events.new(), 0, nil
    for _, line in ipairs(recorded(aid.german, '--base-url', aid.endpoint(aid.resetting), '--model', 'm', '-n', '1', '--no-gloss')) do
      local e = vim.json.decode(line)
      if e.type == 'reset' then
        aid.contains(events.text(s.candidates.c1, 'reply'), '9999')
        resets = resets + 1
      elseif e.type == 'candidate' then
        text = events.text(s.candidates.c1, 'reply')
      end
      events.feed(s, line)
      if e.type == 'reset' then
        aid.equal(events.text(s.candidates.c1, e.side), '', 'after a reset')
      end
    end
    aid.equal(resets, 1)
    aid.equal(text, events.text(s.candidates.c1, 'reply'))
    aid.contains(text, 'Wir prüfen das')
  end,

  ['every candidate failed: the error of done, and of each'] = function()
    local s = events.new()
    for _, line in ipairs(recorded(aid.german, '--base-url', 'http://127.0.0.1:9/v1', '--model', 'm', '-n', '2')) do
      events.feed(s, line)
    end
    aid.equal(s.error.kind, 'unreachable')
    aid.equal(#events.finished(s), 0)
    aid.equal(s.candidates.c1.error.kind, 'unreachable')
  end,

  ['broken lines, foreign events and odd shapes are survived'] = function()
    local s = events.new()
    for _, line in ipairs({
      '{"type":"del', 'null', '[]', '42', '"x"', '{"type":7}', '\255\254', '{"type":"later","x":1}',
      '{"type":"delta","candidate":"c1","side":"reply"}', '{"type":"delta","candidate":null,"side":"reply","text":"a"}',
      '{"type":"candidate","candidate":"c1","complete":null}', '{"type":"ticket","ticket":"no"}',
      '{"type":"done","document":{"candidates":"none","ticket":[],"error":null}}',
    }) do
      events.feed(s, line)
    end
    aid.equal(s.broken, 7)
    aid.equal(#events.finished(s), 0)
    require('parlance.render').page(s, { words = require('parlance.config').words() })
  end,

  ['a text without end is shown in part'] = function()
    local s = events.new()
    local line = vim.json.encode({ type = 'delta', candidate = 'c1', side = 'reply', text = ('あ'):rep(1000) })
    for _ = 1, 1000 do
      events.feed(s, line)
    end
    assert(#events.text(s.candidates.c1, 'reply') <= 256 * 1024)
    aid.equal(s.candidates.c1.shortened, true)
    events.feed(s, '{"type":"reset","candidate":"c1","side":"reply"}')
    aid.equal(s.candidates.c1.shortened, nil)
  end,

  ['line ends and escapes in a ticket cannot break the page'] = function()
    local s = events.new()
    events.feed(s, vim.json.encode({ type = 'ticket', ticket = {
      deadline = 'a\nb', asks = { { kind = 'refund', text = 'x\ny\27[31m' } }, buyer = { name = 'N\r\nM' },
      risks = { { kind = 'injury', hold = true, evidence = { { text = '1\n2' } }, advice = 'a\nb' } },
    } }))
    local page = require('parlance.render').page(s, { words = require('parlance.config').words() })
    aid.contains(page.lines[1], 'STOP injury')
    for _, line in ipairs(page.lines) do
      aid.lacks(line, '\n')
    end
  end,
}
