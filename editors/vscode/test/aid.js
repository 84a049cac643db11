'use strict'

// What the tests share: the real program, the fake endpoint, and waiting.
const { spawn } = require('node:child_process')
const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const parlance = process.env.PARLANCE
const llmtestd = process.env.LLMTESTD
assert(parlance && llmtestd, 'PARLANCE and LLMTESTD must name the two programs; editors/test.sh builds them')

/** until waits for something to be so, and fails after a long time. */
async function until(what, check) {
  const end = Date.now() + 20000
  for (;;) {
    const got = await check()
    if (got) return got
    if (Date.now() > end) assert.fail(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** file writes a text to a new file, gone after the test t. */
function file(t, text, name = 'text.txt') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parlance-test-'))
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }))
  const full = path.join(folder, name)
  fs.writeFileSync(full, text)
  return full
}

/** endpoint starts a fake endpoint for a test and returns its base URL. */
async function endpoint(t, script) {
  const child = spawn(llmtestd, ['-addr', '127.0.0.1:0', '-script', file(t, script)], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill())
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => (out += chunk))
  return (await until('the fake endpoint', () => /listening (\S+)/.exec(out)))[1]
}

/** model is the arguments that make a program use an endpoint with a script. */
async function model(t, script) {
  return ['--base-url', await endpoint(t, script), '--model', 'm']
}

/** recorded are the lines of a real draft, made now. Asynchronous: the endpoint must answer. */
function recorded(text, ...args) {
  return new Promise((resolve) => {
    const child = spawn(parlance, ['draft', '--ndjson', '--agent-lang', 'en', ...args])
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => (out += chunk))
    child.on('close', () => resolve(out.split('\n').filter(Boolean)))
    child.stdin.end(text)
  })
}

/** alive tells whether a process is there. */
function alive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const japanese = `件名: 注文した商品がまだ届きません（注文番号 NL-204817）

10月28日にレインジャケットを注文した山本と申します。
3週間以上経ってもまだ届いておりません。荷物は今どこにあるのでしょうか。

山本 早紀
`

const german = `Guten Tag,

wo ist meine Bestellung NL-118273? Ich warte schon lange.

Mit freundlichen Grüßen
Anna Müller
`

const wrote = `-- 90-draft --
gap: 15ms

Hello Anna Müller,

we are sorry that you are waiting for your order NL-118273. We are checking this and will write to you.

Kind regards
`

const translated = `when-system: bilingual support writer

Guten Tag Anna Müller,

es tut uns leid, dass Sie auf Ihre Bestellung NL-118273 warten. Wir prüfen das und melden uns bei Ihnen.

Mit freundlichen Grüßen
`

const scripts = {
  good: `-- 10-gloss --
when-system: You show a support agent

Hello, where is my order NL-118273? I have been waiting for a long time.
-- 20-translate --
${translated}${wrote}`,
  // the first translation promises money, so that it is taken back
  resetting: `-- 20-translate --
when-system: bilingual support writer
times: 1

Guten Tag Anna Müller,

wir erstatten Ihnen 9999 EUR.
-- 21-translate --
${translated}${wrote}`,
  endless: `-- 90-all --
scenario: s-stall
`,
}

module.exports = { parlance, until, file, endpoint, model, recorded, alive, japanese, german, scripts }
