'use strict'

/**
 * Reads the events of `parlance draft --ndjson` into a state. Knows nothing of VS Code.
 *
 * @typedef {{ kind?: string, message?: string, hint?: string }} Failure
 * @typedef {{ rule: string, severity: string, where: { side: string, span: [number, number] | null }[] | null, message: string, suggestion?: string }} Finding
 * @typedef {{ id: string, parts: Record<string, string>, complete?: any, error?: Failure, shortened?: boolean }} Candidate
 * @typedef {{ ticket: any, gloss: any, order: string[], candidates: Map<string, Candidate>, done: any, error: Failure | null, broken: number }} State
 */

/** Units of a text still being written that are kept. */
const mostShown = 256 * 1024

/** @returns {State} */
function newState() {
  return { ticket: null, gloss: null, order: [], candidates: new Map(), done: null, error: null, broken: 0 }
}

/** @param {unknown} x @returns {x is Record<string, any>} */
const isObject = (x) => typeof x === 'object' && x !== null && !Array.isArray(x)

/** @param {unknown} x @returns {any[]} */
const list = (x) => (Array.isArray(x) ? x : [])

/** @param {string} id */
const number = (id) => Number(/\d+$/.exec(id)?.[0] ?? 0)

/**
 * @param {State} state
 * @param {unknown} name
 */
function candidate(state, name) {
  const id = String(name)
  let c = state.candidates.get(id)
  if (!c) {
    c = { id, parts: {} }
    state.candidates.set(id, c)
    state.order.push(id)
    state.order.sort((a, b) => number(a) - number(b))
  }
  return c
}

/** @type {Record<string, (state: State, e: any) => void>} */
const take = {
  ticket(state, e) {
    if (!isObject(e.ticket)) return
    state.ticket = e.ticket
    if (isObject(e.ticket.gloss)) state.gloss = e.ticket.gloss
  },
  gloss(state, e) {
    if (isObject(e.gloss)) state.gloss = e.gloss
  },
  delta(state, e) {
    if (typeof e.text !== 'string' || typeof e.side !== 'string') return
    const c = candidate(state, e.candidate)
    const before = c.parts[e.side] ?? ''
    if (before.length + e.text.length > mostShown) c.shortened = true
    else c.parts[e.side] = before + e.text
  },
  /** A reset takes back what was shown of one side. */
  reset(state, e) {
    const c = candidate(state, e.candidate)
    c.shortened = false
    if (typeof e.side === 'string') delete c.parts[e.side]
    else c.parts = {}
  },
  candidate(state, e) {
    if (isObject(e.complete)) candidate(state, e.candidate).complete = e.complete
  },
  error(state, e) {
    if (isObject(e.error)) candidate(state, e.candidate).error = e.error
  },
  /** The document of done replaces all that came before; only it knows the ranks. */
  done(state, e) {
    const doc = isObject(e.document) ? e.document : {}
    state.done = doc
    state.error = isObject(e.error) ? e.error : isObject(doc.error) ? doc.error : null
    if (isObject(doc.ticket)) {
      state.ticket = doc.ticket
      if (isObject(doc.ticket.gloss)) state.gloss = doc.ticket.gloss
    }
    state.order = []
    state.candidates = new Map()
    for (const c of list(doc.candidates)) {
      if (!isObject(c)) continue
      const known = candidate(state, c.id)
      known.complete = c
      if (isObject(c.error)) known.error = c.error
    }
    state.order.sort((a, b) => rank(state, a) - rank(state, b) || number(a) - number(b))
  },
}

/**
 * rank is a candidate's place; those that failed or are not finished come last.
 * @param {State} state
 * @param {string} id
 */
function rank(state, id) {
  const n = Number(state.candidates.get(id)?.complete?.rank)
  return n > 0 ? n : Number.MAX_SAFE_INTEGER
}

/**
 * feed takes one line. It tells whether anything changed.
 * @param {State} state
 * @param {string} line
 */
function feed(state, line) {
  let e
  try {
    e = JSON.parse(line)
  } catch {
    e = null
  }
  if (!isObject(e) || typeof e.type !== 'string') {
    state.broken++
    return false
  }
  if (!Object.hasOwn(take, e.type)) return false // snippets, finding, and what later versions add
  take[e.type](state, e)
  return true
}

/**
 * text is what there is of one side: the finished text, else what has arrived.
 * @param {Candidate} c
 * @param {'reply' | 'agent'} side
 * @returns {string}
 */
function text(c, side) {
  if (c.complete) return typeof c.complete[side]?.text === 'string' ? c.complete[side].text : ''
  return c.parts[side] ?? ''
}

/** finished are the candidates that can be chosen, best first. @param {State} state */
function finished(state) {
  return state.order
    .map((id) => /** @type {Candidate} */ (state.candidates.get(id)))
    .filter((c) => c.complete && !c.error && text(c, 'reply') !== '')
}

/**
 * reasons name what makes a person look: risks that hold, rules found broken.
 * @param {State} state
 * @param {Candidate} [c]
 * @returns {string[]}
 */
function reasons(state, c) {
  const risks = list(state.ticket?.risks).filter((r) => r?.hold).map((r) => String(r.kind))
  const rules = list(c?.complete?.findings).filter((f) => f?.severity === 'error').map((f) => String(f.rule))
  return [...new Set([...risks, ...rules])]
}

module.exports = { newState, feed, text, rank, finished, reasons, list, isObject, mostShown }
