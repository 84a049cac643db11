'use strict'

// A stand-in for VS Code: as much of its API as the extension uses, behaving as the real
// one does where the extension can tell. require('./host') before any of src.
const Module = require('node:module')
const path = require('node:path')
const fs = require('node:fs')
const os = require('node:os')

class Uri {
  constructor(scheme, p) {
    this.scheme = scheme
    this.path = p
  }
  get fsPath() {
    return this.path
  }
  toString() {
    return `${this.scheme}:${this.path}`
  }
  static file(p) {
    return new Uri('file', p)
  }
  static joinPath(uri, ...parts) {
    return new Uri(uri.scheme, path.posix.join(uri.path, ...parts))
  }
}

class Position {
  constructor(line, character) {
    this.line = line
    this.character = character
  }
}

class Range {
  constructor(a, b, c, d) {
    this.start = typeof a === 'number' ? new Position(a, b) : a
    this.end = typeof a === 'number' ? new Position(c, d) : b
  }
  get isEmpty() {
    return this.start.line === this.end.line && this.start.character === this.end.character
  }
}

class Selection extends Range {}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity })
  }
}

class WorkspaceEdit {
  constructor() {
    this.edits = []
  }
  replace(uri, range, text) {
    this.edits.push({ uri, range, text })
  }
  insert(uri, at, text) {
    this.edits.push({ uri, range: new Range(at, at), text })
  }
}

/** An event as VS Code's: call it to listen, fire() it from a test. */
function event() {
  const listeners = new Set()
  const subscribe = (listener) => {
    listeners.add(listener)
    return { dispose: () => listeners.delete(listener) }
  }
  subscribe.fire = (e) => [...listeners].forEach((l) => l(e))
  subscribe.count = () => listeners.size
  return subscribe
}

class TextDocument {
  constructor(host, uri, text) {
    Object.assign(this, { host, uri, isDirty: false, isClosed: false, readonly: false })
    this.content = text
  }
  getText(range) {
    return range ? this.content.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.content
  }
  positionAt(offset) {
    const before = this.content.slice(0, Math.max(0, Math.min(offset, this.content.length))).split('\n')
    return new Position(before.length - 1, before.at(-1).length)
  }
  offsetAt({ line, character }) {
    const all = this.content.split('\n')
    let at = 0
    for (let i = 0; i < line && i < all.length; i++) at += all[i].length + 1
    return Math.min(at + Math.min(character, (all[line] ?? '').length), this.content.length)
  }
  edit(range, text) {
    const [from, to] = [this.offsetAt(range.start), this.offsetAt(range.end)]
    this.content = this.content.slice(0, from) + text + this.content.slice(to)
    this.isDirty = true
    this.host.vscode.workspace.onDidChangeTextDocument.fire({
      document: this, contentChanges: [{ range, rangeOffset: from, rangeLength: to - from, text }],
    })
  }
  close() {
    this.isClosed = true
    this.host.documents.splice(this.host.documents.indexOf(this), 1)
    this.host.vscode.workspace.onDidCloseTextDocument.fire(this)
  }
}

/** A webview panel; `page` is what its script would have been told last. */
class WebviewPanel {
  constructor(host, options) {
    Object.assign(this, { host, options, title: '', disposed: false, posted: [] })
    this.onDidDispose = event()
    this.webview = {
      html: '', cspSource: 'https://webview.test', onDidReceiveMessage: event(),
      asWebviewUri: (uri) => `https://webview.test${uri.path}`,
      postMessage: (m) => this.posted.push(structuredClone(m)),
    }
  }
  send(message) {
    this.webview.onDidReceiveMessage.fire(message)
  }
  get page() {
    return this.posted.at(-1)?.model
  }
  dispose() {
    this.disposed = true
    this.onDidDispose.fire()
  }
}

class Host {
  constructor() {
    this.reset()
    this.vscode = this.api()
  }

  /** reset forgets everything between two tests. */
  reset() {
    this.settings = {}
    this.documents = []
    this.panels = []
    this.said = []
    this.picks = []
    this.inputs = []
    this.asked = []
    this.executed = []
    this.clipboard = ''
    this.commands = new Map()
    this.diagnostics = new Map()
    this.output = []
    this.bar = { text: '', visible: false, show: () => (this.bar.visible = true), hide: () => (this.bar.visible = false), dispose() {} }
    this.untitled = 0
    if (this.vscode) Object.assign(this.vscode.workspace, { isTrusted: true, workspaceFolders: undefined })
    if (this.vscode) this.vscode.window.activeTextEditor = undefined
  }

  open(text, uri = new Uri('untitled', `Untitled-${++this.untitled}`)) {
    const document = new TextDocument(this, uri, text)
    this.documents.push(document)
    return document
  }

  /** focus makes a document the active one, with a selection by offsets. */
  focus(document, from = 0, to = from) {
    const selection = new Selection(document.positionAt(from), document.positionAt(to))
    this.vscode.window.activeTextEditor = { document, selection, viewColumn: 7 }
    this.vscode.window.visibleTextEditors = [this.vscode.window.activeTextEditor]
    return document
  }

  context() {
    const root = path.join(__dirname, '..')
    this.storage ??= fs.mkdtempSync(path.join(os.tmpdir(), 'parlance-host-'))
    return { subscriptions: [], extensionUri: Uri.file(root), globalStorageUri: Uri.file(path.join(this.storage, 'storage')) }
  }

  async run(command) {
    return this.commands.get(command)()
  }

  heard() {
    return this.said.map((s) => s.text).join('\n')
  }

  api() {
    const host = this
    const say = (level) => async (text, ...buttons) => {
      host.said.push({ level, text, buttons })
      return host.press
    }
    return {
      Uri, Position, Range, Selection, Diagnostic, WorkspaceEdit,
      DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
      StatusBarAlignment: { Left: 1, Right: 2 },
      ViewColumn: { Beside: -2, One: 1 },
      env: { language: 'en', clipboard: { writeText: async (text) => void (host.clipboard = text) } },
      languages: {
        createDiagnosticCollection: () => ({
          set: (uri, list) => host.diagnostics.set(uri.toString(), list),
          delete: (uri) => host.diagnostics.delete(uri.toString()),
          dispose() {},
        }),
      },
      commands: {
        registerCommand: (name, run) => {
          host.commands.set(name, run)
          return { dispose: () => host.commands.delete(name) }
        },
        executeCommand: async (...all) => void host.executed.push(all),
      },
      workspace: {
        isTrusted: true,
        workspaceFolders: undefined,
        get textDocuments() {
          return host.documents
        },
        getWorkspaceFolder: (uri) => host.vscode.workspace.workspaceFolders?.find((f) => uri.path.startsWith(f.uri.path + '/')),
        getConfiguration: () => ({ get: (key) => host.settings[key] }),
        onDidChangeTextDocument: event(),
        onDidCloseTextDocument: event(),
        openTextDocument: async ({ content }) => host.open(content),
        applyEdit: async ({ edits }) => {
          for (const { uri, range, text } of edits) {
            const document = host.documents.find((d) => d.uri.toString() === uri.toString())
            if (!document || document.readonly) return false
            document.edit(range, text)
          }
          return true
        },
      },
      window: {
        activeTextEditor: undefined,
        visibleTextEditors: [],
        createStatusBarItem: () => host.bar,
        createWebviewPanel: (type, title, column, options) => {
          const panel = new WebviewPanel(host, options)
          host.panels.push(panel)
          return panel
        },
        createOutputChannel: () => ({ clear: () => (host.output = []), show() {}, appendLine: (line) => host.output.push(line), dispose() {} }),
        showTextDocument: async (document, options) => {
          host.column = options.viewColumn
          host.focus(document)
        },
        showErrorMessage: say('error'),
        showWarningMessage: say('warning'),
        showInformationMessage: say('info'),
        setStatusBarMessage: (text) => host.said.push({ level: 'status', text }),
        showQuickPick: async (items, options) => {
          host.asked.push({ title: options?.title, items })
          const want = host.picks.shift()
          return want === undefined ? undefined : items.find((i) => i.label === want || i.label.startsWith(want))
        },
        showInputBox: async (options) => {
          host.asked.push({ title: options.prompt })
          return host.inputs.shift()
        },
        showOpenDialog: async () => host.files?.map(Uri.file),
      },
    }
  }
}

const host = new Host()
const load = Module._load
Module._load = function (name, ...rest) {
  return name === 'vscode' ? host.vscode : load.call(this, name, ...rest)
}

module.exports = { host, Uri }
