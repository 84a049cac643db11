'use strict'

const vscode = require('vscode')
const { Checks } = require('./check')
const { Desk } = require('./desk')
const { Drafts } = require('./drafts')

/**
 * Parlance for VS Code: replies to a customer's ticket, drafted beside it. All the
 * writing and judging is done by the program `parlance`; this shows it.
 * @param {vscode.ExtensionContext} context
 */
function activate(context) {
  const desk = new Desk(context)
  const checks = new Checks(desk)
  const drafts = new Drafts(desk, checks)

  /** @type {vscode.OutputChannel | undefined} */
  let report
  /** @type {Record<string, () => unknown>} */
  const commands = {
    async draft() {
      const source = drafts.source()
      if (source) await drafts.draft(source)
    },
    async draftWithDecision() {
      const source = drafts.source()
      if (!source) return
      const decision = await decide(desk, source.uri)
      if (decision) await drafts.draft(source, decision)
      else source.dispose()
    },
    choose: () => drafts.choose(),
    check: () => checks.command(),
    async translate() {
      const uri = vscode.window.activeTextEditor?.document.uri
      const w = desk.words.editor
      const set = desk.settings(uri)
      const tag = set.language || set.culture ? '' : await vscode.window.showInputBox({ prompt: w.language })
      if (tag === undefined) return
      const source = drafts.source()
      if (source) await drafts.translate(source, tag ? ['--lang', tag] : [])
    },
    async inspect() {
      const source = drafts.source()
      if (source) await drafts.inspect(source)
    },
    stop() {
      const stopped = drafts.stop()
      if (!desk.stop() && !stopped) desk.tell(desk.words.editor['nothing-runs'])
    },
    async doctor() {
      const channel = (report ??= vscode.window.createOutputChannel('Parlance'))
      channel.clear()
      channel.show(true)
      for (const args of [['version'], ['doctor']]) {
        const { problem, stderr } = await desk.run(vscode.window.activeTextEditor?.document.uri, { args, onLine: (line) => channel.appendLine(line) })
        if (stderr) channel.appendLine(stderr)
        if (problem) return
      }
    },
  }
  for (const [name, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`parlance.${name}`, run))
  }
  context.subscriptions.push(checks, drafts, { dispose: () => void desk.stop() }, { dispose: () => report?.dispose() })
}

/**
 * decide asks for the decision: outcome, amount, note, culture. undefined when the
 * person left.
 * @param {Desk} desk
 * @param {vscode.Uri} uri
 * @returns {Promise<import('./args').Decision | undefined>}
 */
async function decide(desk, uri) {
  const w = desk.words
  const outcomes = await desk.values(uri, '--outcome')
  if (!outcomes) return
  const outcome = await vscode.window.showQuickPick(
    [{ label: w.editor.undecided, description: '', value: '' }, ...outcomes.map((o) => ({ label: o, description: /** @type {any} */ (w.labels)[`outcome-${o}`] ?? '', value: o }))],
    { title: w.editor.outcome, placeHolder: w.editor.outcome })
  if (!outcome) return
  let amount = ''
  if (outcome.value === 'refund' || outcome.value === 'partial') {
    const typed = await vscode.window.showInputBox({ prompt: w.editor.amount })
    if (typed === undefined) return
    amount = typed
  }
  const note = await vscode.window.showInputBox({ prompt: w.editor.note })
  if (note === undefined) return
  const cultures = await desk.values(uri, '--culture')
  const culture = await vscode.window.showQuickPick(
    [{ label: w.editor['from-ticket'], value: '' }, ...(cultures ?? []).map((c) => ({ label: c, value: c }))],
    { title: w.editor.culture, placeHolder: w.editor.culture })
  return culture && { outcome: outcome.value, amount, note, culture: culture.value }
}

module.exports = { activate, deactivate() {} }
