'use strict'

// The reading of events, on what the real program prints now.
const { test } = require('node:test')
const assert = require('node:assert/strict')
const aid = require('./aid')
const events = require('../src/events')

test('the built-in composer: ranks come with done', async () => {
  const s = events.newState()
  const ranks = []
  for (const line of await aid.recorded(aid.japanese)) {
    assert.equal(events.feed(s, line), true)
    if (s.order.length) ranks.push(events.rank(s, s.order[0]))
  }
  assert.equal(ranks[0], Number.MAX_SAFE_INTEGER)
  assert.equal(ranks.at(-1), 1)
  assert.equal(events.finished(s).length, 3)
  assert.equal(s.ticket.language.tag, 'ja')
  assert.equal(s.broken, 0)
})

test('deltas after the last reset make up the candidate', async (t) => {
  const s = events.newState()
  let resets = 0
  let written = ''
  for (const line of await aid.recorded(aid.german, '-n', '1', '--no-gloss', ...(await aid.model(t, aid.scripts.resetting)))) {
    const e = JSON.parse(line)
    const c = s.candidates.get('c1')
    if (e.type === 'reset') assert.match(events.text(c, e.side), /9999/)
    if (e.type === 'candidate') written = events.text(c, 'reply')
    events.feed(s, line)
    if (e.type === 'reset') {
      resets++
      assert.equal(events.text(s.candidates.get('c1'), e.side), '')
    }
  }
  assert.equal(resets, 1)
  assert.match(written, /Wir prüfen das/)
  assert.equal(written, events.text(s.candidates.get('c1'), 'reply'))
})

test('every candidate failed: the error of done, and of each', async () => {
  const s = events.newState()
  for (const line of await aid.recorded(aid.german, '--base-url', 'http://127.0.0.1:9/v1', '--model', 'm', '-n', '2')) events.feed(s, line)
  assert.equal(s.error.kind, 'unreachable')
  assert.equal(s.candidates.get('c1').error.kind, 'unreachable')
  assert.deepEqual(events.finished(s), [])
})

test('broken lines, foreign events and odd shapes are survived', () => {
  const s = events.newState()
  for (const line of [
    '{"type":"del', 'null', '[]', '42', '"x"', '{"type":7}', '\ufffd', '{"type":"later","x":1}', '{"type":"constructor"}', '{"type":"__proto__"}',
    '{"type":"delta","candidate":"c1","side":"reply"}', '{"type":"delta","candidate":null,"side":"reply","text":"a"}',
    '{"type":"candidate","candidate":"c1","complete":null}', '{"type":"ticket","ticket":"no"}',
    '{"type":"ticket","ticket":{"asks":[null],"risks":[null],"buyer":7,"language":"x","missing":"y"}}',
    '{"type":"done","document":{"candidates":[null,{"id":"c1","findings":[null,{"where":[null]}],"citations":[null],"reply":{"text":"x"}}],"warnings":[null]}}',
  ]) events.feed(s, line)
  assert.equal(s.broken, 7)
  const { model } = require('../src/model')
  const { words } = require('../src/words')
  s.ticket.asks = s.ticket.risks = []
  assert.equal(model(s, { words: words('en'), running: '', title: 't' }).candidates.length, 1)
})

test('a text without end is shown in part', () => {
  const s = events.newState()
  const line = JSON.stringify({ type: 'delta', candidate: 'c1', side: 'reply', text: 'あ'.repeat(1000) })
  for (let i = 0; i < 1000; i++) events.feed(s, line)
  const c = s.candidates.get('c1')
  assert(events.text(c, 'reply').length <= events.mostShown)
  assert.equal(c.shortened, true)
  events.feed(s, '{"type":"reset","candidate":"c1","side":"reply"}')
  assert.equal(c.shortened, false)
  assert.equal(events.text(c, 'reply'), '')
})
