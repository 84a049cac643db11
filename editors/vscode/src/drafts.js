'use strict'

const vscode = require('vscode')
const events = require('./events')
const { build } = require('./args')
const { failure } = require('./runner')
const { filled } = require('./words')
const { model } = require('./model')
const { Panel } = require('./panel')
const { Source } = require('./source')

/**
 * @typedef {import('./desk').Desk} Desk
 * @typedef {{ name: 'draft' | 'translate' | 'inspect', source: Source, decision: import('./args').Decision, more: string[], state: events.State, run?: import('./runner').Run, running: string, stopped: boolean, problem: events.Failure | null }} Session
 */

/** What the panel shows, and the runs that fill it: one at a time. */
class Drafts {
  /**
   * @param {Desk} desk
   * @param {import('./check').Checks} checks
   */
  constructor(desk, checks) {
    this.desk = desk
    this.checks = checks
    /** @type {Panel | null} */
    this.panel = null
    /** @type {Session | null} */
    this.session = null
    this.bar = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left, 0)
    this.bar.name = 'Parlance'
  }

  dispose() {
    if (this.panel) this.panel.view.dispose()
    this.bar.dispose()
  }

  /** source is the text of the active editor, or null after saying why not. */
  source() {
    const editor = vscode.window.activeTextEditor
    if (!editor) return null
    const source = new Source(editor.document, editor.selection, this.desk.settings(editor.document.uri).unquote)
    if (!source.blank) return source
    source.dispose()
    this.desk.tell(this.desk.words.editor.empty)
    return null
  }

  /**
   * begin makes a session the one that is shown; what ran before is ended.
   * @param {Session['name']} name
   * @param {Source} source
   * @param {string} running
   * @param {import('./args').Decision} [decision]
   * @param {string[]} [more]
   * @returns {Session}
   */
  begin(name, source, running, decision = {}, more = []) {
    this.stop()
    if (this.session && this.session.source !== source) this.session.source.dispose()
    this.session = { name, source, decision, more, state: events.newState(), running, stopped: false, problem: null }
    this.panel ??= new Panel(this.desk.context.extensionUri, this.desk.language, {
      choose: (id, action) => void this.act(this.session?.state.candidates.get(id), action),
      stop: () => void this.stop(),
      again: () => void this.again(),
      closed: () => {
        this.stop()
        this.session?.source.dispose()
        this.panel = this.session = null
        this.bar.hide()
      },
    })
    this.refresh()
    return this.session
  }

  refresh() {
    const s = this.session
    if (!s || !this.panel) return
    const w = this.desk.words
    const file = s.source.uri.path.split('/').at(-1)
    this.panel.show(() => model(s.state, {
      words: w, running: s.running, stopped: s.stopped, problem: s.problem, title: `Parlance: ${file}`, again: s.name === 'draft',
    }))
    this.status(s, w)
  }

  /** @param {Session} s @param {import('./model').Words} w */
  status(s, w) {
    const ready = events.finished(s.state).length
    if (s.running) {
      this.bar.text = `$(sync~spin) ${s.running} ${ready || ''}`.trim()
      this.bar.tooltip = w.editor.stop
      this.bar.command = 'parlance.stop'
    } else {
      const bad = s.problem || s.state.error
      this.bar.text = bad ? '$(error) Parlance' : `$(comment-discussion) ${filled(w.editor.replies, ready)}`
      this.bar.tooltip = bad ? bad.message : w.editor.choose
      this.bar.command = 'parlance.choose'
    }
    this.bar.show()
  }

  /**
   * call runs the program for a session. onLine and the result are of this run only:
   * null when another has taken its place or it was stopped.
   * @param {Session} s
   * @param {(line: string) => void} onLine
   */
  async call(s, onLine) {
    const { tail, stdin } = s.source.input()
    const args = [...build(s.name, this.desk.settings(s.source.uri), s.decision), ...s.more, ...tail]
    const result = await this.desk.run(s.source.uri, {
      args, stdin, onLine,
      onStart: (run) => {
        s.run = run
        if (s.stopped) run.stop() // it was stopped before it had begun
      },
    })
    s.run = undefined
    s.running = ''
    if (result.stopped || s !== this.session) return null
    if (result.problem) s.problem = { message: result.problem.message }
    return result.problem ? null : result
  }

  /**
   * draft drafts replies to a text.
   * @param {Source} source
   * @param {import('./args').Decision} [decision]
   */
  async draft(source, decision) {
    const w = this.desk.words.editor
    const s = this.begin('draft', source, w.drafting, decision)
    const result = await this.call(s, (line) => {
      if (events.feed(s.state, line)) this.refresh()
    })
    if (result && !s.state.done) s.problem = failure(result, w.incomplete)
    if (s === this.session) this.refresh()
    if (!result) return
    const wrong = s.problem ?? s.state.error
    if (wrong) this.desk.failure(wrong)
    else if (result.code === 3) this.desk.look(events.reasons(s.state, events.finished(s.state)[0]))
  }

  /**
   * whole runs a command whose answer is one document. It returns document and result,
   * or null after saying what was wrong.
   * @param {Session} s
   */
  async whole(s) {
    /** @type {string[]} */
    const got = []
    const result = await this.call(s, (line) => got.push(line))
    let doc = null
    try {
      doc = JSON.parse(got.join('\n'))
    } catch {
      // told below
    }
    if (result && (!events.isObject(doc) || doc.error)) {
      s.problem = events.isObject(doc?.error) ? doc.error : failure(result, this.desk.words.editor.incomplete)
      this.desk.failure(/** @type {events.Failure} */ (s.problem))
      doc = null
    }
    if (s === this.session) this.refresh()
    return result && doc ? { doc, result } : null
  }

  /** @param {Source} source */
  async inspect(source) {
    const s = this.begin('inspect', source, this.desk.words.editor.inspecting)
    const got = await this.whole(s)
    if (!got) return
    events.feed(s.state, JSON.stringify({ type: 'ticket', ticket: got.doc }))
    this.refresh()
  }

  /** @param {Source} source @param {string[]} more */
  async translate(source, more) {
    const s = this.begin('translate', source, this.desk.words.editor.translating, {}, more)
    const got = await this.whole(s)
    if (!got) return
    const { agent, reply, findings } = got.doc
    events.feed(s.state, JSON.stringify({
      type: 'candidate', candidate: 'c1', complete: { id: 'c1', rank: 1, approach: 'translate', agent, reply, findings },
    }))
    this.refresh()
    if (got.result.code === 3) this.desk.look(events.reasons(s.state, s.state.candidates.get('c1')))
  }

  async again() {
    if (this.session?.name === 'draft') await this.draft(this.session.source, this.session.decision)
  }

  /** stop ends the run that fills the panel. It tells whether there was one. */
  stop() {
    const s = this.session
    if (!s?.running) return false
    s.stopped = true
    s.running = ''
    s.run?.stop()
    this.refresh()
    return true
  }

  /** choose asks which reply, and what to do with it. */
  async choose() {
    const w = this.desk.words.editor
    const all = this.session ? events.finished(this.session.state) : []
    if (!all.length) return this.desk.tell(w['no-candidate'])
    const picked = await vscode.window.showQuickPick(all.map((c) => ({
      label: `${c.complete.rank || c.id} · ${c.complete.approach ?? ''}`,
      description: events.list(c.complete.findings).filter((f) => f?.severity === 'error').map((f) => f.rule).join(', '),
      detail: events.text(c, 'reply').replace(/\s+/g, ' ').slice(0, 120),
      c,
    })), { title: w.choose, placeHolder: w.choose })
    if (!picked) return
    const action = await vscode.window.showQuickPick(
      /** @type {const} */ (['insert', 'replace', 'yank', 'open']).map((a) => ({ label: w[a], action: a })), { title: w.act, placeHolder: w.act })
    if (action) await this.act(picked.c, action.action)
  }

  /**
   * act does something with a candidate's reply.
   * @param {events.Candidate | undefined} c
   * @param {string} action
   */
  async act(c, action) {
    const s = this.session
    const w = this.desk.words.editor
    if (!s || !c?.complete || c.error) return this.desk.tell(w['no-candidate'])
    const text = events.text(c, 'reply')
    const why = events.reasons(s.state, c)
    if (why.length) this.desk.look(why)
    if (action === 'open') return this.checks.open(text, s)
    if (action === 'insert' || action === 'replace') {
      const how = await s.source.put(action, text)
      if (how === 'done') return
      await vscode.env.clipboard.writeText(text)
      return void vscode.window.showWarningMessage(`Parlance: ${w[how]}`)
    }
    if (action !== 'yank') return
    await vscode.env.clipboard.writeText(text)
    vscode.window.setStatusBarMessage(`Parlance: ${w.copied}`, 3000)
  }
}

module.exports = { Drafts }
