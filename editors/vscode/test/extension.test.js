'use strict'

// The extension in a stand-in host, against the real program.
const { test, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { host, Uri } = require('./host')
const aid = require('./aid')
const extension = require('../src/extension')

let context

beforeEach(() => {
  for (const s of context?.subscriptions ?? []) s.dispose()
  host.reset()
  host.settings = { path: aid.parlance, agentLanguage: 'en', arguments: [], knowledge: [], candidates: 0, unquote: true, autoCheck: true }
  context = host.context()
  extension.activate(context)
})

/** drafted drafts for a document with a command and returns the panel and what it shows. */
async function drafted(text, command = 'parlance.draft') {
  const document = host.focus(host.open(text))
  const running = host.run(command)
  const panel = await aid.until('the panel', () => host.panels.at(-1))
  panel.send({ type: 'ready' })
  await running
  const page = await aid.until('the last of it', () => panel.page && !panel.page.running && panel.page)
  return { document, panel, page }
}

const replies = (page) => page.candidates.map((c) => c.reply.parts.map((p) => p.text).join(''))

test('every command of package.json is there, and no other', () => {
  const manifest = require('../package.json')
  assert.deepEqual([...host.commands.keys()].sort(), manifest.contributes.commands.map((c) => c.command).sort())
})

test('a draft shows gist and ranked replies', async () => {
  const { page } = await drafted(aid.japanese)
  assert.match(page.gist.rows[0].lines[0].text, /writes ja/)
  assert.match(page.gist.rows[1].lines[0].text, /where the order is: $/)
  assert.deepEqual(page.candidates.map((c) => c.title[0]), ['1', '2', '3'])
  assert(page.candidates.every((c) => c.usable && c.reply.lang === 'ja' && c.agent.lang === 'en'))
  assert.equal(host.heard(), '')
  assert.match(host.bar.text, /replies: 3/)
})

test('text is there while it is written, and the gloss above it', async (t) => {
  host.settings.arguments = ['-n', '2', ...(await aid.model(t, aid.scripts.good))]
  host.focus(host.open(aid.german))
  const running = host.run('parlance.draft')
  const panel = await aid.until('the panel', () => host.panels.at(-1))
  panel.send({ type: 'ready' })
  const text = (p) => p?.candidates[0]?.agent?.parts.map((x) => x.text).join('') ?? ''
  await aid.until('a part of it', () => panel.page?.running && /Hello/.test(text(panel.page)) && !/Kind regards/.test(text(panel.page)))
  assert.match(panel.page.candidates[0].title, /drafting …/)
  assert.equal(panel.page.candidates[0].usable, false)
  assert.match(host.bar.text, /sync~spin/)
  await running
  const page = await aid.until('the last of it', () => !panel.page.running && panel.page)
  assert.match(page.gist.gloss.text, /I have been waiting/)
  assert.match(replies(page)[0], /Wir prüfen das/)
})

test('what is taken back disappears', async (t) => {
  host.settings.arguments = ['-n', '1', '--no-gloss', ...(await aid.model(t, aid.scripts.resetting))]
  const { page } = await drafted(aid.german)
  assert.doesNotMatch(JSON.stringify(page.candidates), /9999/)
  assert.match(replies(page)[0], /Wir prüfen das/)
})

test('a risk that holds stands on top and is told', async () => {
  const { page } = await drafted('The charger exploded and burned my hand. I am in hospital. Order NL-201188')
  assert.equal(page.gist.risks[0].hold, true)
  assert.match(page.gist.risks[0].head, /^STOP injury/)
  assert.match(host.heard(), /a person should look: injury/)
})

test('an error is shown with its hint, the gist all the same', async () => {
  host.settings.arguments = ['--base-url', 'http://127.0.0.1:9/v1', '--model', 'm']
  const { page } = await drafted(aid.german)
  assert.deepEqual(page.problem, { message: 'no connection to 127.0.0.1:9', kind: 'unreachable', hint: page.problem.hint })
  assert.match(host.heard(), /no connection to 127.0.0.1:9 \(unreachable\) — hint: check endpoint.base_url/)
  assert.match(page.gist.rows[0].lines[0].text, /writes de/)
  assert.deepEqual(page.candidates, [])
})

test('a program that is not there: what to do, and the way to the setting', async () => {
  host.settings.path = 'no-such-parlance'
  host.press = 'Set the path'
  const { page } = await drafted(aid.german)
  host.press = undefined
  assert.match(host.heard(), /cannot run "no-such-parlance"/)
  assert.match(page.problem.message, /cannot run/)
  await aid.until('the settings', () => host.executed.length)
  assert.deepEqual(host.executed[0], ['workbench.action.openSettings', 'parlance.path'])
  host.said = []
  await host.run('parlance.draftWithDecision')
  assert.match(host.heard(), /cannot run/)
  assert.deepEqual(host.asked, [])
})

test('a program that is something else is told', async (t) => {
  host.settings.path = process.execPath
  const { page } = await drafted(aid.german)
  assert.match(page.problem.kind, /^exit \d/)
  assert.equal(page.candidates.length, 0)
})

test('stop ends the process and says so, without an error', async (t) => {
  host.settings.arguments = await aid.model(t, aid.scripts.endless)
  host.focus(host.open(aid.german))
  const running = host.run('parlance.draft')
  const panel = await aid.until('the panel', () => host.panels.at(-1))
  panel.send({ type: 'ready' })
  await aid.until('the gist', () => panel.page?.gist)
  await host.run('parlance.stop')
  await running
  await aid.until('the end', () => panel.page.stopped === 'stopped')
  assert.equal(panel.page.running, '')
  assert.equal(host.heard(), '')
  await host.run('parlance.stop')
  assert.match(host.heard(), /nothing is running/)
})

/** sleeper is a program that never ends by itself; pid() is its process once it runs. */
function sleeper(t) {
  const name = aid.file(t, '#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 1000\n', 'sleeper')
  fs.chmodSync(name, 0o755)
  return { name, pid: () => aid.until('it to run', () => fs.existsSync(`${name}.pid`) && Number(fs.readFileSync(`${name}.pid`, 'utf8'))) }
}

const unix = { skip: process.platform === 'win32' && 'needs a shell' }

for (const [what, end] of Object.entries({
  'closing the panel': () => host.panels[0].dispose(),
  'the button in the panel': () => host.panels[0].send({ type: 'stop' }),
  'the end of the extension': () => context.subscriptions.forEach((s) => s.dispose()),
  'another draft': () => {
    host.settings.path = aid.parlance
    return host.run('parlance.draft')
  },
})) {
  test(`${what} ends the process`, unix, async (t) => {
    const program = sleeper(t)
    host.settings.path = program.name
    host.focus(host.open(aid.german))
    const running = host.run('parlance.draft')
    const pid = await program.pid()
    await end()
    await aid.until('its end', () => !aid.alive(pid))
    await running
    assert.equal(host.heard(), '')
  })
}

test('drafting again ends the draft before, and uses the panel again', async (t) => {
  const slow = await aid.model(t, aid.scripts.endless)
  host.settings.arguments = slow
  host.focus(host.open(aid.japanese))
  const first = host.run('parlance.draft')
  await aid.until('the panel', () => host.panels.length)
  host.settings.arguments = ['-n', '1']
  const { page } = await drafted(aid.german)
  await first
  assert.equal(host.panels.length, 1)
  assert.match(page.gist.rows[0].lines[0].text, /writes de/)
  assert.equal(page.candidates.length, 1)
})

test('a hidden panel that comes back is told everything again', async () => {
  const { panel, page } = await drafted(aid.german)
  panel.posted.length = 0
  panel.send({ type: 'ready' })
  assert.deepEqual(panel.page, page)
})

test('insert and replace follow the ticket through edits', async () => {
  for (const action of ['insert', 'replace']) {
    host.reset()
    host.settings = { path: aid.parlance, agentLanguage: 'en', arguments: ['-n', '1'], knowledge: [] }
    context.subscriptions.forEach((s) => s.dispose())
    extension.activate(context = host.context())
    const ticket = aid.german.trim()
    const document = host.open(`before\n${ticket}\nafter`)
    host.focus(document, 7, 7 + ticket.length)
    const running = host.run('parlance.draft')
    const panel = await aid.until('the panel', () => host.panels.at(-1))
    panel.send({ type: 'ready' })
    await running
    const page = await aid.until('the reply', () => panel.page?.candidates.length && !panel.page.running && panel.page)
    document.edit({ start: document.positionAt(0), end: document.positionAt(0) }, '😀 a line\n')
    panel.send({ type: 'choose', id: page.candidates[0].id, action })
    const [reply] = replies(page)
    await aid.until('the edit', () => document.getText().includes(reply))
    const want = action === 'insert' ? `😀 a line\nbefore\n${ticket}\n\n${reply}\n\nafter` : `😀 a line\nbefore\n${reply}\nafter`
    assert.equal(document.getText(), want.replace(/\n\n\nafter/, '\n\nafter'))
  }
})

test('a selection is drafted exactly', async () => {
  const text = 'メモ：荷物は今どこにあるのでしょうか。（社内用）'
  const document = host.open(text)
  host.focus(document, 3, text.indexOf('（'))
  host.settings.arguments = ['-n', '1']
  const running = host.run('parlance.draft')
  const panel = await aid.until('the panel', () => host.panels.at(-1))
  panel.send({ type: 'ready' })
  await running
  const page = await aid.until('the gist', () => panel.page?.candidates.length && panel.page)
  assert.match(JSON.stringify(page.gist), /荷物は今どこに/)
  assert.doesNotMatch(JSON.stringify(page.gist), /社内用/)
})

test('copy, by picking rank and action', async () => {
  const { page } = await drafted(aid.german)
  host.picks = ['2', 'copy']
  await host.run('parlance.choose')
  assert.equal(host.clipboard, replies(page)[1])
  assert.match(host.heard(), /copied/)
})

test('a ticket that is gone or fixed leaves the reply on the clipboard', async () => {
  const { document, panel, page } = await drafted(aid.german)
  document.readonly = true
  panel.send({ type: 'choose', id: 'c1', action: 'replace' })
  await aid.until('a word', () => /cannot be changed/.test(host.heard()))
  assert(replies(page).includes(host.clipboard))
  document.close()
  panel.send({ type: 'choose', id: 'c1', action: 'insert' })
  await aid.until('a word', () => /no longer open/.test(host.heard()))
})

test('messages of a panel that make no sense do nothing', async () => {
  const { document, panel } = await drafted(aid.german)
  for (const m of [null, 'x', {}, { type: 'choose' }, { type: 'choose', id: 'c9', action: 'insert' }, { type: 'choose', id: 'c1', action: 'run' }, { type: 'choose', id: '__proto__', action: 'insert' }]) panel.send(m)
  await new Promise(setImmediate)
  assert.equal(document.getText(), aid.german)
  assert.equal(host.clipboard, '')
})

test('an opened reply is checked again as it is changed, at the right characters', async () => {
  host.settings.arguments = ['-n', '1']
  await drafted(aid.german)
  host.picks = ['1', 'open']
  await host.run('parlance.choose')
  assert.equal(host.column, 7, 'where the ticket is, not over the panel')
  const document = host.vscode.window.activeTextEditor.document
  const found = () => host.diagnostics.get(document.uri.toString()) ?? []
  const text = document.getText()
  document.edit({ start: document.positionAt(text.length), end: document.positionAt(text.length) }, '\nÄ😀 Wir erstatten Ihnen 777 EUR.')
  const d = await aid.until('the finding', () => found().find((x) => document.getText(x.range) === '777 EUR'))
  assert.equal(d.source, 'parlance')
  assert.equal(d.severity, 0)
  assert.match(d.code, /^\w+\/\w+/)
  document.close()
  assert.deepEqual(found(), [])
})

test('check asks for the ticket, remembers it, and leaves no file behind', async () => {
  const temporary = () => fs.readdirSync(os.tmpdir()).filter((n) => n.startsWith('parlance-') && fs.existsSync(path.join(os.tmpdir(), n, 'ticket.txt')))
  const before = temporary().length
  host.open(aid.japanese)
  const reply = host.focus(host.open('山本様\n\n返金は5000円を明日お送りします。'))
  host.picks = ['Untitled-1']
  await host.run('parlance.check')
  const d = host.diagnostics.get(reply.uri.toString()).find((x) => reply.getText(x.range) === '5000円')
  assert.deepEqual([d.range.start.line, d.range.start.character], [2, 3])
  assert.match(host.heard(), /a person should look: /)
  assert.equal(temporary().length, before)
  host.asked = []
  await host.run('parlance.check')
  assert.deepEqual(host.asked, [])
})

test('check against a file, and the program\'s word on one that is not there', async (t) => {
  const name = aid.file(t, aid.german)
  host.focus(host.open('Guten Tag Anna Müller,\n\nwir prüfen das.\n\nMit freundlichen Grüßen'))
  host.picks = ['another file']
  host.files = [name]
  await host.run('parlance.check')
  assert.doesNotMatch(host.heard(), /should look|no such/)
  host.focus(host.open('Hello'))
  host.picks = ['another file']
  host.files = [name + '.gone']
  await host.run('parlance.check')
  assert.match(host.heard(), /no such file/)
})

test('the decision is asked for and handed on', async () => {
  host.picks = ['refund', 'de-DE']
  host.inputs = ['49.90 EUR', 'goodwill']
  host.settings.arguments = ['-n', '1']
  const { page } = await drafted(aid.german, 'parlance.draftWithDecision')
  assert.match(replies(page)[0], /49,90/)
  assert(host.asked[0].items.some((i) => i.label === 'escalate' && i.description))
  assert.match(JSON.stringify(page.gist), /manner de-DE/)
})

test('leaving a question drafts nothing', async () => {
  host.focus(host.open(aid.german))
  host.picks = [undefined]
  await host.run('parlance.draftWithDecision')
  assert.equal(host.panels.length, 0)
})

test('translate shows both texts and can be chosen', async (t) => {
  const url = await aid.endpoint(t, '-- 90-all --\nGuten Tag Anna Müller,\n\nwir prüfen Ihre Bestellung NL-118273.\n\nMit freundlichen Grüßen\n')
  const home = path.dirname(aid.file(t, `endpoint:\n  base_url: ${url}\n  model: m\n`, 'config.yaml'))
  fs.mkdirSync(path.join(home, 'parlance'))
  fs.copyFileSync(path.join(home, 'config.yaml'), path.join(home, 'parlance', 'config.yaml'))
  const before = process.env.XDG_CONFIG_HOME
  process.env.XDG_CONFIG_HOME = home
  t.after(() => (before === undefined ? delete process.env.XDG_CONFIG_HOME : (process.env.XDG_CONFIG_HOME = before)))
  host.inputs = ['de']
  const { page, panel, document } = await drafted('Hello Anna Müller,\n\nwe are checking order NL-118273.\n\nKind regards', 'parlance.translate')
  assert.match(replies(page)[0], /wir prüfen Ihre Bestellung/)
  panel.send({ type: 'choose', id: 'c1', action: 'replace' })
  await aid.until('the edit', () => /wir prüfen Ihre Bestellung/.test(document.getText()))
})

test('translate without an endpoint says so', async () => {
  host.inputs = ['de']
  const { page } = await drafted('Hello', 'parlance.translate')
  assert.equal(page.problem.kind, 'no-endpoint')
  assert.match(host.heard(), /no endpoint is set/)
})

test('inspect shows the gist and no reply', async () => {
  const { page } = await drafted(aid.japanese, 'parlance.inspect')
  assert.match(page.gist.rows[0].lines[0].text, /writes ja/)
  assert.deepEqual(page.candidates, [])
})

test('an empty document is not sent', async () => {
  host.focus(host.open(' \n'))
  await host.run('parlance.draft')
  assert.match(host.heard(), /there is no text/)
  assert.equal(host.panels.length, 0)
})

test('a folder one does not trust is not where the program runs', async (t) => {
  const folder = path.dirname(aid.file(t, 'culture: fr-FR\n', '.parlance.yaml'))
  host.vscode.workspace.workspaceFolders = [{ uri: Uri.file(folder) }]
  host.settings.arguments = ['-n', '1']
  const text = 'Where is my order NL-118273?'
  assert.match(JSON.stringify((await drafted(text)).page.gist), /manner fr-FR/)
  host.vscode.workspace.isTrusted = false
  assert.doesNotMatch(JSON.stringify((await drafted(text)).page.gist), /fr-FR/)
})

test('the doctor\'s report is shown', async () => {
  await host.run('parlance.doctor')
  assert.match(host.output.join('\n'), /^parlance .*\n[^]*endpoint/)
})

test('the panel speaks Chinese to who writes Chinese', async () => {
  host.settings.agentLanguage = 'zh-Hans'
  const { page } = await drafted(aid.german)
  assert.equal(page.gist.rows[0].label, '买家')
})

test('the language of messages is passed on: as set, else that of VS Code', async (t) => {
  const chinese = async (settings, language) => {
    Object.assign(host.settings, { uiLanguage: '', agentLanguage: 'en', arguments: ['--culture', 'jp'] }, settings)
    host.vscode.env.language = language
    const { page } = await drafted(aid.german)
    return /[\u4e00-\u9fff]/.test(page.problem.message)
  }
  t.after(() => (host.vscode.env.language = 'en'))
  assert.equal(await chinese({}, 'en'), false)
  assert.equal(await chinese({ uiLanguage: 'zh' }, 'en'), true)
  assert.equal(await chinese({ agentLanguage: '' }, 'zh-cn'), true)
})

test('nothing listens once the extension is gone', async () => {
  await drafted(aid.german)
  host.panels.at(-1).dispose()
  for (const s of context.subscriptions) s.dispose()
  context = undefined
  assert.equal(host.vscode.workspace.onDidChangeTextDocument.count(), 0)
  assert.equal(host.commands.size, 0)
})
