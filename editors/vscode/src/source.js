'use strict'

const vscode = require('vscode')
const { unquoted } = require('./args')
const { Stretch } = require('./tracker')

/**
 * Where a text came from in a document, and how something is put there later though the
 * document may have changed in between. Dispose it when it is no longer needed.
 */
class Source {
  /**
   * @param {vscode.TextDocument} document
   * @param {vscode.Selection} selection an empty one means the whole document
   * @param {boolean} unquote
   */
  constructor(document, selection, unquote) {
    const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length))
    this.whole = selection.isEmpty
    const range = this.whole ? all : selection
    const text = document.getText(range).replace(/\r\n/g, '\n')
    this.uri = document.uri
    this.text = unquote ? unquoted(text) : text
    this.stretch = new Stretch(document.offsetAt(range.start), document.offsetAt(range.end))
    this.following = vscode.workspace.onDidChangeTextDocument((e) => {
      if (e.document.uri.toString() !== this.uri.toString()) return
      // edits of one change do not overlap; from the end on, each one's offsets still hold
      for (const edit of [...e.contentChanges].sort((a, b) => b.rangeOffset - a.rangeOffset)) this.stretch.change(edit)
    })
    this.file = this.whole && document.uri.scheme === 'file' && !document.isDirty && /\.eml$/i.test(document.uri.fsPath) ? document.uri.fsPath : null
  }

  get blank() {
    return this.text.trim() === ''
  }

  /** input is how the program gets the text. @returns {{ tail: string[], stdin?: string }} */
  input() {
    return this.file ? { tail: ['--', this.file] } : { tail: ['--', '-'], stdin: this.text + '\n' }
  }

  document() {
    return vscode.workspace.textDocuments.find((d) => d.uri.toString() === this.uri.toString() && !d.isClosed)
  }

  /**
   * put inserts a text below the stretch, or puts it in its place. It tells how it went.
   * @param {'insert' | 'replace'} action
   * @param {string} text
   * @returns {Promise<'done' | 'gone' | 'fixed'>}
   */
  async put(action, text) {
    const document = this.document()
    if (!document) return 'gone'
    const [start, end] = [document.positionAt(this.stretch.start), document.positionAt(this.stretch.end)]
    const edit = new vscode.WorkspaceEdit()
    if (action === 'replace') edit.replace(this.uri, new vscode.Range(start, end), text)
    else edit.insert(this.uri, end, `${end.character > 0 ? '\n' : ''}\n${text}${this.after(document) ? '\n' : ''}`)
    return (await vscode.workspace.applyEdit(edit)) ? 'done' : 'fixed'
  }

  /** after tells whether text stands right below the stretch. @param {vscode.TextDocument} document */
  after(document) {
    return /^[^\n]*\n[^\n]*\S/.test(document.getText().slice(this.stretch.end))
  }

  dispose() {
    this.following.dispose()
  }
}

module.exports = { Source }
