// The side panel's script. Whatever a ticket or a model wrote is set as text, never as
// markup: there is no innerHTML here, and the page's policy would not run it.
'use strict'
;(function () {
  const vscode = acquireVsCodeApi()
  const root = document.getElementById('root')
  const shown = new Map() // of each part of the page: its element and what it shows

  function element(name, className, text, attributes) {
    const e = document.createElement(name)
    if (className) e.className = className
    if (text) e.textContent = text
    for (const [key, value] of Object.entries(attributes ?? {})) if (value) e.setAttribute(key, value)
    return e
  }

  function add(parent, ...children) {
    for (const child of children) if (child) parent.appendChild(child)
    return parent
  }

  // prose is text in a language we were told, in whatever direction it runs.
  const prose = (name, className, text, lang) => element(name, className, text, { dir: 'auto', lang })

  // quoting is a line of ours with the buyer's words set apart.
  function quoting(line) {
    const box = element('div')
    if (line.text) add(box, document.createTextNode(line.text))
    if (line.quote) add(box, prose('bdi', 'quote', '“' + line.quote + '”'))
    return box
  }

  function marked(className, side) {
    const box = prose('div', className, '', side.lang)
    for (const part of side.parts) {
      if (part.severity) add(box, element('mark', part.severity, part.text, { title: part.title, tabindex: '0' }))
      else add(box, document.createTextNode(part.text))
    }
    return box
  }

  function button(label, message) {
    const b = element('button', '', label, { type: 'button' })
    b.addEventListener('click', () => vscode.postMessage(message))
    return b
  }

  function problem(p, words) {
    const box = element('div', 'problem', '', { role: 'alert' })
    add(box, prose('div', '', p.kind ? p.message + ' (' + p.kind + ')' : p.message))
    if (p.hint) add(box, prose('div', 'hint', words.hint + p.hint))
    return box
  }

  function risk(r) {
    const box = element('section', r.hold ? 'hold' : 'risk', '', { role: r.hold ? 'alert' : 'note' })
    add(box, prose('strong', '', r.head))
    for (const line of r.lines) add(box, quoting(line))
    return box
  }

  function gist(g) {
    const box = element('section', 'gist')
    const table = element('dl')
    for (const row of g.rows) {
      add(table, element('dt', '', row.label))
      const cell = element('dd')
      for (const line of row.lines) add(cell, quoting(line))
      add(table, cell)
    }
    add(box, table)
    if (g.gloss) add(box, element('h2', '', g.gloss.label), prose('div', 'text', g.gloss.text, g.gloss.lang))
    return box
  }

  function candidate(c, words) {
    const box = element('article', 'candidate', '', { 'aria-label': c.title })
    const head = add(element('header'), prose('h2', '', c.title))
    if (c.usable) {
      const actions = element('div', 'actions')
      for (const action of ['insert', 'replace', 'yank', 'open']) add(actions, button(words[action], { type: 'choose', id: c.id, action }))
      add(head, actions)
    }
    add(box, head)
    if (c.failed) add(box, problem(c.failed, words))
    const sides = element('div', 'sides')
    if (c.reply) {
      const side = element('div', 'side')
      if (c.subject) add(side, add(element('div', 'subject'), document.createTextNode(c.subject.label), prose('bdi', '', c.subject.text)))
      add(sides, add(side, marked('text reply', c.reply)))
    }
    if (c.agent) add(sides, add(element('div', 'side'), element('div', 'subject', c.agent.label + (c.agent.lang ? ' (' + c.agent.lang + ')' : '')), marked('text agent', c.agent)))
    add(box, sides)
    if (c.shortened) add(box, element('div', 'hint', c.shortened))
    const findings = element('ul', 'findings')
    for (const f of c.findings) add(findings, add(element('li', f.severity), element('code', '', f.rule), prose('span', '', ' ' + f.message)))
    if (c.findings.length) add(box, findings)
    if (c.citations) add(box, element('div', 'hint', c.citations))
    return box
  }

  function status(model) {
    const box = element('div', 'status', '', { role: 'status' })
    if (model.running) add(box, element('span', 'running', model.running), button(model.words.stop, { type: 'stop' }))
    else if (model.stopped) add(box, element('span', '', model.stopped))
    if (!model.running && model.words.again) add(box, button(model.words.again, { type: 'again' }))
    return box
  }

  // parts are the pieces of the page, each with a key, what it shows and how it is made.
  function parts(m) {
    const out = [['status', [m.running, m.stopped, m.words], () => status(m)]]
    if (m.problem) out.push(['problem', m.problem, () => problem(m.problem, m.words)])
    if (m.gist) {
      m.gist.risks.filter((r) => r.hold).forEach((r, i) => out.push(['hold' + i, r, () => risk(r)]))
      out.push(['gist', [m.gist.rows, m.gist.gloss], () => gist(m.gist)])
      m.gist.risks.filter((r) => !r.hold).forEach((r, i) => out.push(['risk' + i, r, () => risk(r)]))
    }
    m.warnings.forEach((w, i) => out.push(['warning' + i, w, () => prose('div', 'warning', w)]))
    for (const c of m.candidates) out.push(['candidate ' + c.id, [c, m.words], () => candidate(c, m.words)])
    return out
  }

  // show makes anew only what changed, so that focus and selection elsewhere stay.
  function show(model) {
    const wanted = parts(model)
    const keys = new Set(wanted.map(([key]) => key))
    for (const [key, old] of shown) {
      if (!keys.has(key)) {
        old.element.remove()
        shown.delete(key)
      }
    }
    wanted.forEach(([key, what, make], i) => {
      const now = JSON.stringify(what)
      let known = shown.get(key)
      if (!known || known.now !== now) {
        const fresh = { now, element: make() }
        if (known) known.element.replaceWith(fresh.element)
        shown.set(key, (known = fresh))
      }
      if (root.children[i] !== known.element) root.insertBefore(known.element, root.children[i] ?? null)
    })
  }

  window.addEventListener('message', (event) => {
    if (event.data && event.data.type === 'show') show(event.data.model)
  })
  vscode.postMessage({ type: 'ready' })
})()
