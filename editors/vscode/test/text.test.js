'use strict'

// Places, arguments, following edits, cutting a text at its findings.
const { test } = require('node:test')
const assert = require('node:assert/strict')
require('./host')
const { places, units } = require('../src/span')
const { build, unquoted } = require('../src/args')
const { Stretch } = require('../src/tracker')
const { marked } = require('../src/model')

const settings = { arguments: [], agentLanguage: '', uiLanguage: '', culture: '', language: '', market: '', channel: '', brand: '', knowledge: [], candidates: 0 }

test('characters are UTF-16 units, spans are code points', () => {
  assert.deepEqual(places('返金は5000円')(3), { line: 0, character: 3 })
  assert.deepEqual(places('a😀b')(2), { line: 0, character: 3 })
  assert.deepEqual(places('あ\n\n😀う')(4), { line: 2, character: 2 })
  assert.deepEqual(places('あ\r\nい')(2), { line: 1, character: 0 }, 'the program reads \\r\\n as one')
  assert.deepEqual(places('あ')(99), { line: 0, character: 1 })
  assert.equal(units('😀😀', 1), 2)
})

test('settings and decision become flags', () => {
  assert.deepEqual(build('draft', settings), ['draft', '--ndjson'])
  assert.deepEqual(
    build('draft', { ...settings, agentLanguage: 'en', culture: 'ja-JP', brand: 'northlight', knowledge: ['a b', 'c'], candidates: 2, arguments: ['--via', 'direct'] },
      { outcome: 'refund', amount: '49.90 EUR', note: '--no flag', culture: 'de-DE' }),
    ['draft', '--ndjson', '--agent-lang', 'en', '--culture', 'de-DE', '--brand', 'northlight', '--kb', 'a b', '--kb', 'c',
      '--outcome', 'refund', '--amount', '49.90 EUR', '--note', '--no flag', '--candidates', '2', '--via', 'direct'])
  assert.deepEqual(build('inspect', { ...settings, brand: 'x', knowledge: ['y'], uiLanguage: 'zh' }), ['inspect', '--json', '--ui-lang', 'zh'])
})

test('a quoted ticket loses its marks', () => {
  assert.equal(unquoted('> a\n>\n> b\n\n> c'), 'a\n\nb\n\nc')
  assert.equal(unquoted('> a\nb'), '> a\nb')
  assert.equal(unquoted('\n'), '\n')
})

test('a stretch keeps its place whatever is edited', () => {
  const text = 'before[ticket]after'
  const [start, end] = [text.indexOf('['), text.indexOf(']') + 1]
  const cases = [
    ['before it', 0, 3, 'xxxxx', '[ticket]'],
    ['right before it', start, 0, 'xx', '[ticket]'],
    ['right after it', end, 0, 'xx', '[ticket]'],
    ['after it', end + 1, 2, '', '[ticket]'],
    ['within it', start + 1, 2, 'XYZ', '[XYZcket]'],
    ['over its beginning', start - 2, 4, '_', '_icket]'],
    ['over its end', end - 2, 4, '_', '[ticke_'],
    ['over all of it', start - 1, end - start + 2, '_', '_'],
  ]
  for (const [name, at, length, put, want] of cases) {
    const s = new Stretch(start, end)
    s.change({ rangeOffset: at, rangeLength: length, text: put })
    const now = text.slice(0, at) + put + text.slice(at + length)
    assert.equal(now.slice(s.start, s.end), want, name)
  }
})

test('a text is cut where findings begin and end, the gravest first', () => {
  const f = (severity, from, to) => ({ rule: `r/${severity}`, severity, message: 'm', where: [{ side: 'reply', span: [from, to] }] })
  const parts = marked('😀99999円です', [f('info', 1, 8), f('error', 1, 7), f('warning', 99, 120)], 'reply')
  assert.deepEqual(parts.map((p) => [p.text, p.severity]), [['😀', undefined], ['99999円', 'error'], ['で', 'info'], ['す', undefined]])
  assert.match(parts[1].title, /^r\/error: m\nr\/info: m$/)
  assert.deepEqual(marked('', [], 'reply'), [])
  assert.equal(marked('abc', [{ rule: 'x', severity: 'odd"', where: [{ side: 'reply', span: [0, 1] }] }], 'reply')[0].severity, 'info')
})
