'use strict'

const vscode = require('vscode')
const os = require('node:os')
const path = require('node:path')
const fs = require('node:fs/promises')
const { find } = require('./program')
const { Run } = require('./runner')
const { words, filled } = require('./words')

/**
 * What every command needs: settings, words, the program, and ways to say things.
 */
class Desk {
  /** @param {vscode.ExtensionContext} context */
  constructor(context) {
    this.context = context
    /** @type {Set<Run>} */
    this.runs = new Set()
  }

  /** @param {vscode.Uri} [uri] @returns {import('./args').Settings & { path: string, unquote: boolean, autoCheck: boolean }} */
  settings(uri) {
    const c = vscode.workspace.getConfiguration('parlance', uri)
    const text = (/** @type {string} */ key) => String(c.get(key) ?? '')
    const texts = (/** @type {string} */ key) => (c.get(key) ?? []).map(String)
    return {
      path: text('path') || 'parlance', arguments: texts('arguments'), agentLanguage: text('agentLanguage'),
      // the program cannot see in which language VS Code is
      uiLanguage: text('uiLanguage') || (text('agentLanguage') === '' && /^zh/i.test(vscode.env.language) ? 'zh' : ''),
      culture: text('culture'), language: text('language'), market: text('market'), channel: text('channel'), brand: text('brand'),
      knowledge: texts('knowledge'), candidates: Number(c.get('candidates')) || 0, unquote: c.get('unquote') !== false, autoCheck: c.get('autoCheck') !== false,
    }
  }

  get words() {
    const s = this.settings()
    return words(s.uiLanguage, s.agentLanguage, vscode.env.language)
  }

  get language() {
    return this.words === words('zh') ? 'zh-Hans' : 'en'
  }

  /**
   * folder is where the program runs for a document: from there upward it looks for
   * .parlance.yaml. In a workspace that is not trusted it runs in a folder of ours.
   * @param {vscode.Uri} [uri]
   */
  async folder(uri) {
    if (!vscode.workspace.isTrusted) {
      const own = this.context.globalStorageUri.fsPath
      await fs.mkdir(own, { recursive: true })
      return own
    }
    const folder = this.around(uri)
    return (await fs.stat(folder).then((s) => s.isDirectory(), () => false)) ? folder : os.homedir()
  }

  /** @param {vscode.Uri} [uri] */
  around(uri) {
    const of = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0]
    if (of?.uri.scheme === 'file') return of.uri.fsPath
    return uri?.scheme === 'file' ? path.dirname(uri.fsPath) : os.homedir()
  }

  /**
   * run starts the program for a document. A program that cannot be started is told, and
   * the result has its problem.
   * @param {vscode.Uri | undefined} uri
   * @param {{ args: string[], stdin?: string, onLine?: (line: string) => void, onStart?: (run: Run) => void }} options
   */
  async run(uri, options) {
    const name = this.settings(uri).path
    const program = find(name)
    if (!program) return this.missing(name)
    const run = new Run({ path: program, cwd: await this.folder(uri), args: options.args, stdin: options.stdin, onLine: options.onLine })
    this.runs.add(run)
    options.onStart?.(run)
    const result = await run.ended
    this.runs.delete(run)
    if (result.problem && !result.stopped) vscode.window.showErrorMessage(`Parlance: ${program}: ${result.problem.message}`)
    return result
  }

  /**
   * values are what a flag takes, as far as the program lists it; null when it cannot be
   * run, which is told.
   * @param {vscode.Uri | undefined} uri
   * @param {string} flag
   */
  async values(uri, flag) {
    /** @type {string[]} */
    const got = []
    const { problem } = await this.run(uri, { args: ['__complete', 'draft', flag, ''], onLine: (line) => got.push(line) })
    return problem ? null : got.filter((line) => !/^:\d+$/.test(line)).map((line) => line.split('\t')[0])
  }

  /**
   * missing tells that there is no such program, and is the result of not running it.
   * @param {string} name
   * @returns {import('./runner').Result}
   */
  missing(name) {
    const w = this.words.editor
    const message = filled(w['missing-binary'], name)
    vscode.window.showErrorMessage(`Parlance: ${message}`, w['set-path']).then((set) => {
      if (set) vscode.commands.executeCommand('workbench.action.openSettings', 'parlance.path')
    })
    return { code: null, stderr: '', stopped: false, problem: { name: 'missing', message } }
  }

  /** failure says what was wrong and what to do about it. @param {import('./events').Failure} e */
  failure(e) {
    const kind = e.kind ? ` (${e.kind})` : ''
    const hint = e.hint ? ` — ${this.words.editor.hint}${e.hint}` : ''
    vscode.window.showErrorMessage(`Parlance: ${e.message ?? '?'}${kind}${hint}`)
  }

  /** look says that a person should look before anything is sent. @param {string[]} why */
  look(why) {
    const w = this.words.editor
    vscode.window.showWarningMessage(`Parlance: ${why.length ? filled(w.look, why.join(', ')) : w['look-plain']}`)
  }

  /** @param {string} text */
  tell(text) {
    vscode.window.showInformationMessage(`Parlance: ${text}`)
  }

  /** stop ends whatever runs. It tells whether anything did. */
  stop() {
    for (const run of this.runs) run.stop()
    return this.runs.size > 0
  }
}

module.exports = { Desk }
