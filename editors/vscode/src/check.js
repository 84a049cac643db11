'use strict'

const vscode = require('vscode')
const os = require('node:os')
const path = require('node:path')
const fs = require('node:fs/promises')
const { build } = require('./args')
const { list } = require('./events')
const { sentence } = require('./model')
const { failure } = require('./runner')
const { places } = require('./span')
const { filled } = require('./words')

/** Milliseconds after the last change. */
const wait = 400

/**
 * @typedef {{ text: string } | { file: string }} Ticket
 * @typedef {{ ticket: Ticket, decision: import('./args').Decision, run?: import('./runner').Run, timer?: NodeJS.Timeout }} Entry
 */

/** Judging replies in documents, each against its ticket. */
class Checks {
  /** @param {import('./desk').Desk} desk */
  constructor(desk) {
    this.desk = desk
    this.found = vscode.languages.createDiagnosticCollection('parlance')
    /** @type {Map<string, Entry>} by document */
    this.known = new Map()
    /** @type {Set<string>} replies opened from a draft */
    this.watched = new Set()
    this.following = [
      vscode.workspace.onDidChangeTextDocument((e) => this.changed(e.document)),
      vscode.workspace.onDidCloseTextDocument((d) => this.forget(d)),
    ]
  }

  /**
   * open opens a reply in a document of its own, which knows its ticket and is checked
   * now and after changes.
   * @param {string} text
   * @param {{ source: import('./source').Source, decision: import('./args').Decision }} from
   */
  async open(text, { source, decision }) {
    const document = await vscode.workspace.openTextDocument({ content: text, language: 'plaintext' })
    this.known.set(document.uri.toString(), { ticket: source.file ? { file: source.file } : { text: source.text }, decision })
    this.watched.add(document.uri.toString())
    // beside the ticket's tabs, so that the panel stays in sight
    const ticket = vscode.window.visibleTextEditors.find((e) => e.document.uri.toString() === source.uri.toString())
    await vscode.window.showTextDocument(document, { preview: false, viewColumn: ticket?.viewColumn ?? vscode.ViewColumn.One })
    await this.run(document, true)
  }

  /** @param {vscode.TextDocument} document */
  changed(document) {
    const key = document.uri.toString()
    const entry = this.known.get(key)
    if (!entry || !this.watched.has(key) || !this.desk.settings(document.uri).autoCheck) return
    clearTimeout(entry.timer)
    entry.timer = setTimeout(() => void this.run(document, true), wait)
  }

  /** @param {vscode.TextDocument} document */
  forget(document) {
    const key = document.uri.toString()
    clearTimeout(this.known.get(key)?.timer)
    this.known.get(key)?.run?.stop()
    this.known.delete(key)
    this.watched.delete(key)
    this.found.delete(document.uri)
  }

  /** command judges the active document, after asking for its ticket if need be. */
  async command() {
    const document = vscode.window.activeTextEditor?.document
    if (!document) return
    const key = document.uri.toString()
    if (!this.known.has(key)) {
      const ticket = await this.ask(document)
      if (!ticket) return
      this.known.set(key, { ticket, decision: {} })
    }
    await this.run(document, false)
  }

  /** ask asks which document or file is the ticket. @param {vscode.TextDocument} reply */
  async ask(reply) {
    const w = this.desk.words.editor
    const others = vscode.workspace.textDocuments.filter((d) => d !== reply && !d.isClosed && ['file', 'untitled'].includes(d.uri.scheme) && d.getText().trim())
    const picked = await vscode.window.showQuickPick([
      ...others.map((d) => ({ label: path.basename(d.uri.path), description: d.uri.scheme === 'file' ? d.uri.fsPath : '', document: d })),
      { label: w['other-file'], description: '', document: null },
    ], { title: w['ticket-file'], placeHolder: w['ticket-file'] })
    if (!picked) return null
    if (picked.document) return this.ticketOf(picked.document)
    const files = await vscode.window.showOpenDialog({ title: w['ticket-file'] })
    return files?.[0] ? { file: files[0].fsPath } : null
  }

  /** @param {vscode.TextDocument} d @returns {Ticket} */
  ticketOf(d) {
    return d.uri.scheme === 'file' && !d.isDirty ? { file: d.uri.fsPath } : { text: d.getText() }
  }

  /**
   * run judges a document against the ticket known for it. A check still running for it
   * is ended. quiet: say nothing unless it fails.
   * @param {vscode.TextDocument} document
   * @param {boolean} quiet
   */
  async run(document, quiet) {
    const entry = this.known.get(document.uri.toString())
    if (!entry) return
    entry.run?.stop()
    const text = document.getText()
    if (text.trim() === '') return this.found.delete(document.uri)
    /** @type {string[]} */
    const got = []
    const result = await this.withFile(entry.ticket, (file) => this.desk.run(document.uri, {
      args: [...build('check', this.desk.settings(document.uri), entry.decision), '--ticket', file, '--', '-'],
      stdin: text,
      onLine: (line) => got.push(line),
      onStart: (run) => (entry.run = run),
    }))
    if (result.stopped || result.problem || this.known.get(document.uri.toString()) !== entry) return
    this.show(document, text, got.join('\n'), result, quiet)
  }

  /**
   * withFile hands a ticket to the program as a file; one made for that is only its
   * owner's to read, and gone afterwards.
   * @template T
   * @param {Ticket} ticket
   * @param {(file: string) => Promise<T>} use
   */
  async withFile(ticket, use) {
    if ('file' in ticket) return use(ticket.file)
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'parlance-'))
    try {
      const file = path.join(folder, 'ticket.txt')
      await fs.writeFile(file, ticket.text, { mode: 0o600 })
      return await use(file)
    } finally {
      await fs.rm(folder, { recursive: true, force: true })
    }
  }

  /**
   * @param {vscode.TextDocument} document
   * @param {string} text
   * @param {string} answer
   * @param {import('./runner').Result} result
   * @param {boolean} quiet
   */
  show(document, text, answer, result, quiet) {
    const w = this.desk.words.editor
    let doc = null
    try {
      doc = JSON.parse(answer)
    } catch {
      // told below
    }
    if (!doc || doc.error || !Array.isArray(doc.findings)) return this.desk.failure(doc?.error ?? failure(result, w.incomplete))
    this.found.set(document.uri, diagnostics(doc.findings, text))
    if (quiet) return
    if (result.code === 3) this.desk.look([...new Set(list(doc.findings).filter((f) => f.severity === 'error').map((f) => String(f.rule)))])
    else this.desk.tell(doc.findings.length ? filled(w.findings, doc.findings.length) : w.none)
  }

  dispose() {
    for (const f of this.following) f.dispose()
    for (const entry of this.known.values()) clearTimeout(entry.timer)
    this.found.dispose()
  }
}

/**
 * diagnostics are findings at the places of a reply they mean; what means no place is at
 * its beginning.
 * @param {any[]} findings
 * @param {string} text
 */
function diagnostics(findings, text) {
  const place = places(text)
  const severity = { error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning }
  return findings.flatMap((f) => {
    const spans = list(f?.where).filter((w) => w?.side === 'reply' && Array.isArray(w.span)).map((w) => w.span)
    return (spans.length ? spans : [[0, 0]]).map(([from, to]) => {
      const [a, b] = [place(Number(from)), place(Number(to))]
      const d = new vscode.Diagnostic(new vscode.Range(a.line, a.character, b.line, b.character), sentence(f),
        /** @type {any} */ (severity)[f.severity] ?? vscode.DiagnosticSeverity.Information)
      d.source = 'parlance'
      d.code = String(f.rule)
      return d
    })
  })
}

module.exports = { Checks, diagnostics }
