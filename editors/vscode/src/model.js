'use strict'

const { list, isObject, text } = require('./events')
const { units } = require('./span')
const { filled } = require('./words')

/**
 * Turns a state into what the side panel shows: plain data, every text still as the
 * program gave it. The panel's script sets it as text, never as markup.
 * @typedef {import('./events').State} State
 * @typedef {import('./events').Candidate} Candidate
 * @typedef {typeof import('./words.json')['en']} Words
 * @typedef {{ text: string, severity?: string, title?: string }} Part
 */

const order = ['error', 'warning', 'info']

/** flat is a text on one line. @param {unknown} x @param {number} [most] */
function flat(x, most = 300) {
  const all = [...String(x ?? '').replace(/\s+/g, ' ').trim()]
  return all.length > most ? all.slice(0, most).join('') + '…' : all.join('')
}

/** @param {Record<string, string>} names @param {unknown} key */
const named = (names, key) => (Object.hasOwn(names, String(key)) ? names[String(key)] : String(key))

/** @param {any} x */
const tag = (x) => (isObject(x) && typeof x.tag === 'string' ? x.tag : '')

/**
 * buyer is one line about who writes.
 * @param {any} t
 * @param {Words} w
 */
function buyer(t, w) {
  const who = isObject(t.buyer) ? t.buyer : {}
  const mood = isObject(t.emotion) ? t.emotion : {}
  return [
    who.name,
    tag(t.language) && filled(w.labels.writes, tag(t.language)),
    tag(t.culture) && filled(w.labels.manner, tag(t.culture)),
    tag(t.market) && filled(w.labels.law, tag(t.market)),
    t.channel?.name,
    mood.label && mood.label !== 'calm' && `${named(w.emotions, mood.label)} (${Number(mood.intensity).toFixed(1)})`,
    who.stage && named(w.stages, who.stage),
    who.non_native && w.labels.plain,
    who.repeated > 0 && filled(w.labels.repeated, who.repeated),
  ].filter(Boolean).map((x) => flat(x, 80)).join(' · ')
}

/** @param {any} r @param {Words} w */
function risk(r, w) {
  /** @type {{ text: string, quote?: string }[]} */
  const lines = list(r.evidence).map((e) => ({ text: '', quote: flat(e?.text, 120) }))
  if (r.advice) lines.push({ text: flat(r.advice, 600) })
  if (list(r.collect).length) lines.push({ text: w.labels.collect + flat(r.collect.join(', ')) })
  if (r.deadline) lines.push({ text: w.labels.by + flat(r.deadline) })
  return { hold: !!r.hold, head: filled(r.hold ? w.labels.stop : w.labels.risk, named(w.risks, r.kind)), lines }
}

/**
 * gist is what the ticket says, in rows of a label and lines. A quote of the buyer's is
 * apart, so that its direction does not turn the words around it.
 * @param {State} state
 * @param {Words} w
 */
function gist(state, w) {
  const t = state.ticket
  if (!t) return null
  /** @type {{ text: unknown, kinds: string[] }[]} */
  const asks = []
  for (const a of list(t.asks)) {
    const last = asks.at(-1)
    if (last && last.text === a.text) last.kinds.push(named(w.asks, a.kind))
    else asks.push({ text: a.text, kinds: [named(w.asks, a.kind)] })
  }
  /** @type {{ label: string, lines: { text: string, quote?: string }[] }[]} */
  const rows = [
    { label: w.labels.buyer, lines: [{ text: buyer(t, w) }] },
    { label: w.labels.asks, lines: asks.map((a) => ({ text: `${a.kinds.join(' · ')}: `, quote: flat(a.text, 160) })) },
    { label: w.labels.deadline, lines: [{ text: '', quote: flat(t.deadline) }] },
    { label: w.labels.said, lines: [{ text: flat([...list(t.order_ids), ...list(t.products)].join(', ')) }] },
    { label: w.labels.missing, lines: [{ text: list(t.missing).map((m) => named(w.missing, m)).join(', ') }] },
  ]
  const gloss = state.gloss?.text ? { label: w.labels.gloss, text: String(state.gloss.text), lang: String(state.gloss.language ?? '') } : null
  const said = rows.filter((row) => row.lines.some((line) => line.text || line.quote))
  return { risks: list(t.risks).map((r) => risk(r, w)).sort((a, b) => Number(b.hold) - Number(a.hold)), rows: said, gloss }
}

/** sentence is a finding's message and what to do about it. @param {any} f */
const sentence = (f) => flat(`${f?.message ?? ''} ${f?.suggestion ?? ''}`, 600)

/**
 * marked cuts a text where findings begin and end, so that each part can be marked.
 * @param {string} whole
 * @param {any[]} findings
 * @param {string} side
 * @returns {Part[]}
 */
function marked(whole, findings, side) {
  /** @type {{ from: number, to: number, f: any }[]} */
  const spans = []
  for (const f of findings) {
    for (const at of list(f?.where)) {
      if (at?.side !== side || !Array.isArray(at.span)) continue
      const [from, to] = at.span.map((/** @type {unknown} */ n) => units(whole, Number(n)))
      if (to > from) spans.push({ from, to, f })
    }
  }
  const cuts = [...new Set([0, whole.length, ...spans.flatMap((s) => [s.from, s.to])])].sort((a, b) => a - b)
  /** @type {Part[]} */
  const parts = []
  for (let i = 0; i + 1 < cuts.length; i++) {
    const over = spans.filter((s) => s.from <= cuts[i] && s.to >= cuts[i + 1]).map((s) => s.f)
    over.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    const part = { text: whole.slice(cuts[i], cuts[i + 1]) }
    parts.push(over.length ? { ...part, severity: known(over[0]), title: over.map((f) => `${f.rule}: ${sentence(f)}`).join('\n') } : part)
  }
  return parts
}

/** @param {any} f */
const known = (f) => (order.includes(f?.severity) ? f.severity : 'info')

/**
 * card is one candidate.
 * @param {Candidate} c
 * @param {Words} w
 * @param {boolean} running
 */
function card(c, w, running) {
  const done = isObject(c.complete) ? c.complete : {}
  const findings = list(done.findings)
  const reply = text(c, 'reply')
  const agent = done.via === 'same' ? '' : text(c, 'agent')
  const written = running && !c.complete && !c.error
  return {
    id: c.id,
    title: [
      done.rank > 0 ? String(done.rank) : c.id, flat(done.approach, 40),
      done.engine === 'builtin' ? w.labels.composed : flat(done.model, 60), written && w.editor.drafting,
    ].filter(Boolean).join(' · '),
    failed: c.error ? failure(c.error) : null,
    subject: done.reply?.subject ? { label: w.labels.subject, text: flat(done.reply.subject) } : null,
    reply: reply ? { lang: String(done.reply?.language ?? ''), parts: marked(reply, findings, 'reply') } : null,
    agent: agent ? { label: w.editor['agent-text'], lang: String(done.agent?.language ?? ''), parts: marked(agent, findings, 'agent') } : null,
    shortened: c.shortened && !c.complete ? w.editor.shortened : '',
    findings: findings.map((f) => ({ severity: known(f), rule: flat(f?.rule, 80), message: sentence(f) })),
    citations: list(done.citations).length ? w.editor.citations + list(done.citations).map((x) => flat(x?.snippet, 80)).join(', ') : '',
    usable: !!c.complete && !c.error && reply !== '',
  }
}

/** @param {any} e */
const failure = (e) => ({ message: flat(e?.message, 500), kind: flat(e?.kind, 40), hint: flat(e?.hint, 500) })

/**
 * model is all the panel shows. running is what is being done, or ''.
 * @param {State} state
 * @param {{ words: Words, running: string, stopped?: boolean, problem?: any, title: string, again?: boolean }} options
 */
function model(state, { words: w, running, stopped, problem, title, again }) {
  const wrong = problem ?? state.error
  const cards = state.order.map((id) => card(/** @type {Candidate} */ (state.candidates.get(id)), w, running !== ''))
  return {
    title,
    running,
    stopped: stopped ? w.editor.stopped : '',
    problem: wrong ? failure(wrong) : null,
    gist: gist(state, w),
    warnings: [
      ...list(state.done?.warnings).map((x) => w.editor.warning + flat(x?.message, 500)),
      ...(state.broken ? [filled(w.editor.broken, state.broken)] : []),
    ],
    // a failure of all is said once, above
    candidates: cards.filter((c) => !(state.error && c.failed && !c.reply && !c.agent)),
    words: { ...Object.fromEntries(['insert', 'replace', 'yank', 'open', 'hint'].map((k) => [k, /** @type {any} */ (w.editor)[k]])), again: again ? w.editor.again : '', stop: w.editor.stop },
  }
}

module.exports = { model, marked, sentence, flat }
