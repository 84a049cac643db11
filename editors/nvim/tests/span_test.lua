local aid = require('aid')
local span = require('parlance.span')

-- at is row and column of a code point.
local function at(text, n) return { span.places(text)(n) } end

return {
  ['columns are bytes, spans are code points'] = function()
    aid.equal(at('返金は5000円', 3), { 0, 9 })
    aid.equal(at('返金は5000円', 8), { 0, 16 })
    aid.equal(at('a😀b', 2), { 0, 5 })
    aid.equal(at('e\204\129x', 2), { 0, 3 }, 'a combining accent is a code point')
  end,

  ['lines are counted with their ends'] = function()
    aid.equal(at('あ\n\nいう', 0), { 0, 0 })
    aid.equal(at('あ\n\nいう', 1), { 0, 3 }, 'the end of the first line')
    aid.equal(at('あ\n\nいう', 2), { 1, 0 })
    aid.equal(at('あ\n\nいう', 4), { 2, 3 })
    aid.equal(at('あ\r\nい', 2), { 1, 0 }, 'the program reads \\r\\n as one')
  end,

  ['what lies past the end is the end'] = function()
    aid.equal(at('あ', 99), { 0, 3 })
    aid.equal(at('', 5), { 0, 0 })
  end,

  ['a finding over two lines ends on the second'] = function()
    local found = { { rule = 'facts/negation', severity = 'info', message = 'm', where = { { side = 'reply', span = { 1, 5 } } } } }
    local d = require('parlance.findings').of(found, { reply = { text = 'あい\nうえ', row = 7 } }, 0)
    aid.equal({ d[1].lnum, d[1].col, d[1].end_lnum, d[1].end_col }, { 7, 3, 8, 6 })
  end,

  ['a finding without a place stands at the head'] = function()
    local found = { { rule = 'closing/missing', severity = 'info', message = 'm', where = { { side = 'reply' } } } }
    local d = require('parlance.findings').of(found, { reply = { text = 'x', row = 7 } }, 3)
    aid.equal({ #d, d[1].lnum, d[1].code }, { 1, 3, 'closing/missing' })
  end,
}
