'use strict'

// The panel's page and script: what a hostile ticket can do there, which is nothing.
const { test } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const vm = require('node:vm')
const { host, Uri } = require('./host')
const aid = require('./aid')
const events = require('../src/events')
const { model } = require('../src/model')
const { Panel, page } = require('../src/panel')
const { words } = require('../src/words')

const source = fs.readFileSync(path.join(__dirname, '..', 'media', 'panel.js'), 'utf8')

/** A document with just what the script uses. */
class Node {
  constructor(name, text) {
    Object.assign(this, { name, own: text ?? '', children: [], attributes: {}, listeners: {}, className: '', parent: null })
  }
  set textContent(text) {
    this.children = []
    this.own = String(text)
  }
  get textContent() {
    return this.own + this.children.map((c) => c.textContent).join('')
  }
  setAttribute(key, value) {
    this.attributes[key] = String(value)
  }
  addEventListener(name, f) {
    this.listeners[name] = f
  }
  appendChild(c) {
    return this.insertBefore(c, null)
  }
  insertBefore(c, before) {
    c.remove()
    c.parent = this
    this.children.splice(before ? this.children.indexOf(before) : this.children.length, 0, c)
    return c
  }
  replaceWith(c) {
    this.parent.insertBefore(c, this)
    this.remove()
  }
  remove() {
    if (this.parent) this.parent.children.splice(this.parent.children.indexOf(this), 1)
    this.parent = null
  }
  all(f) {
    return this.children.flatMap((c) => [...(f(c) ? [c] : []), ...c.all(f)])
  }
}

/** browser runs the script; show() tells it a model, sent has what it said. */
function browser() {
  const root = new Node('main')
  const sent = []
  let listener
  vm.runInNewContext(source, {
    acquireVsCodeApi: () => ({ postMessage: (m) => sent.push(m) }),
    document: { getElementById: () => root, createElement: (name) => new Node(name), createTextNode: (text) => new Node('#text', text) },
    window: { addEventListener: (name, f) => (listener = f) },
  })
  return { root, sent, show: (m) => listener({ data: { type: 'show', model: m } }) }
}

async function real(text, options = {}, ...args) {
  const s = events.newState()
  for (const line of await aid.recorded(text, ...args)) events.feed(s, line)
  return model(s, { words: words('en'), running: '', title: 't', again: true, ...options })
}

const classed = (name) => (n) => n.className.split(' ').includes(name)

test('ticket and replies are shown as text, with language and direction', async () => {
  const b = browser()
  assert.deepEqual(b.sent.map((m) => m.type), ['ready'])
  const m = await real(aid.japanese)
  b.show(m)
  const [reply] = b.root.all(classed('reply'))
  assert.equal(reply.textContent, m.candidates[0].reply.parts.map((p) => p.text).join(''))
  assert.deepEqual([reply.attributes.dir, reply.attributes.lang], ['auto', 'ja'])
  assert.equal(b.root.all(classed('agent'))[0].attributes.lang, 'en')
  assert.equal(b.root.all(classed('candidate')).length, 3)
})

test('hostile text stays text', async () => {
  const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>&amp; “<b>” javascript:alert(3)'
  const b = browser()
  const m = await real(`Hello, my name is ${evil}. Where is my order NL-118273? I want a refund ${evil}!`)
  m.problem = { message: evil, kind: evil, hint: evil }
  m.warnings.push(evil)
  m.candidates[0].reply.parts.push({ text: evil, severity: 'error', title: evil })
  m.candidates[0].findings.push({ severity: 'error', rule: evil, message: evil })
  b.show(m)
  const names = new Set(b.root.all(() => true).map((n) => n.name))
  const known = ['div', 'span', 'button', 'section', 'dl', 'dt', 'dd', 'h2', 'strong', 'article', 'header', 'mark', '#text', 'ul', 'li', 'code', 'bdi']
  assert.deepEqual([...names].filter((n) => !known.includes(n)), [])
  assert(b.root.textContent.includes(evil))
  const attributes = new Set(b.root.all(() => true).flatMap((n) => Object.keys(n.attributes)))
  assert.deepEqual([...attributes].sort().filter((a) => !['dir', 'lang', 'title', 'role', 'type', 'tabindex', 'aria-label'].includes(a)), [])
  for (const way of ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'setTimeout', '.href', '.src']) {
    assert(!source.replace(/^\s*\/\/.*$/gm, '').includes(way), way)
  }
})

test('buttons say which reply and what to do with it', async () => {
  const b = browser()
  b.show(await real(aid.german, {}, '-n', '2'))
  const buttons = b.root.all((n) => n.name === 'button')
  const insert = buttons.filter((n) => n.textContent === 'insert below the ticket')
  insert[1].listeners.click()
  assert.equal(b.sent.at(-1).type, 'choose')
  assert.equal(b.sent.at(-1).action, 'insert')
  assert.notEqual(b.sent.at(-1).id, undefined)
  buttons.find((n) => n.textContent === 'draft again').listeners.click()
  assert.equal(b.sent.at(-1).type, 'again')
})

test('while it runs there is a way to stop, and nothing to choose', async () => {
  const b = browser()
  const s = events.newState()
  events.feed(s, '{"type":"delta","candidate":"c1","side":"agent","text":"Hel"}')
  b.show(model(s, { words: words('en'), running: 'drafting …', title: 't' }))
  const buttons = b.root.all((n) => n.name === 'button')
  assert.deepEqual(buttons.map((n) => n.textContent), ['stop'])
  buttons[0].listeners.click()
  assert.equal(b.sent.at(-1).type, 'stop')
})

test('what did not change is left alone, what is gone goes, the order is that of the ranks', async () => {
  const b = browser()
  const m = await real(aid.german)
  b.show(m)
  const before = b.root.all(classed('candidate'))
  const next = structuredClone(m)
  next.candidates.reverse()
  next.candidates[0].title = 'changed'
  b.show(next)
  const after = b.root.all(classed('candidate'))
  assert.equal(after.length, 3)
  assert.equal(after[0].attributes['aria-label'], 'changed')
  assert.deepEqual([after[1] === before[1], after[2] === before[0]], [true, true])
  b.show({ ...m, candidates: [], gist: null, warnings: [] })
  assert.equal(b.root.all(classed('candidate')).length, 0)
})

test('findings are marked on the words they mean', async (t) => {
  const b = browser()
  const script = `-- 20-translate --
when-system: bilingual support writer

山本 早紀 様

😀ご注文の件で99999円を明日までに返金いたします。
-- 90-draft --
Dear 山本 早紀,

we are checking where your parcel is.

Kind regards
`
  b.show(await real(aid.japanese, {}, '-n', '1', '--no-gloss', ...(await aid.model(t, script))))
  const amount = b.root.all((n) => n.name === 'mark').find((n) => n.textContent === '99999円')
  assert(amount.className === 'error' && /facts\//.test(amount.attributes.title))
})

test('the panel is told what is new once in a while, and only when its script listens', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const panel = new Panel(Uri.file('/x'), 'en', { choose() {}, stop() {}, again() {}, closed() {} })
  const view = host.panels.pop()
  let n = 0
  const show = () => panel.show(() => ({ title: 't', n: ++n }))
  show()
  t.mock.timers.tick(1000)
  assert.deepEqual(view.posted, [])
  view.send({ type: 'ready' })
  assert.equal(view.posted.length, 1)
  for (let i = 0; i < 100; i++) show()
  t.mock.timers.tick(1000)
  assert.equal(view.posted.length, 2)
  show()
  view.dispose()
  t.mock.timers.tick(1000)
  assert.equal(view.posted.length, 2)
})

test('the page runs one script, ours, and loads nothing from elsewhere', () => {
  const make = () => page({ cspSource: 'https://webview.test', asWebviewUri: (u) => `https://webview.test${u.path}` }, Uri.file('/x/media'), 'en"><script>')
  const html = make()
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)[1]
  const nonce = /nonce-([\w-]{20,})'/.exec(policy)[1]
  assert.match(policy, /^default-src 'none';/)
  assert.doesNotMatch(policy, /unsafe|\*|http:|data:/)
  assert.deepEqual(html.match(/<script[^>]*>/g), [`<script nonce="${nonce}" src="https://webview.test/x/media/panel.js">`])
  assert.match(html, /<html lang="enscript">/)
  assert.notEqual(/nonce="([^"]*)"/.exec(make())[1], nonce)
  assert.deepEqual(host.panels, [])
})
