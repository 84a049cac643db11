'use strict'

/**
 * Settings and decisions as arguments of the program.
 * @typedef {{ arguments: string[], agentLanguage: string, uiLanguage: string, culture: string, language: string, market: string, channel: string, brand: string, knowledge: string[], candidates: number }} Settings
 * @typedef {{ outcome?: string, amount?: string, note?: string, culture?: string }} Decision
 */

/** The settings that are one flag each, and the commands that know the flag. */
const flags = /** @type {const} */ ([
  ['agentLanguage', '--agent-lang', 'draft check inspect translate'],
  ['uiLanguage', '--ui-lang', 'draft check inspect translate'],
  ['culture', '--culture', 'draft check inspect translate'],
  ['language', '--lang', 'draft check inspect translate'],
  ['market', '--market', 'draft check inspect translate'],
  ['channel', '--channel', 'draft check inspect translate'],
  ['brand', '--brand', 'draft check translate'],
])

/**
 * build is the argument list of a call, save the text it is about. A culture chosen for
 * this ticket goes before that of the settings.
 * @param {'draft' | 'check' | 'inspect' | 'translate'} command
 * @param {Settings} settings
 * @param {Decision} [decision]
 */
function build(command, settings, decision = {}) {
  const out = [command, command === 'draft' ? '--ndjson' : '--json']
  for (const [name, flag, commands] of flags) {
    const text = ((name === 'culture' && decision.culture) || settings[name] || '').trim()
    if (text && commands.split(' ').includes(command)) out.push(flag, text)
  }
  if (command === 'draft' || command === 'check') {
    for (const folder of settings.knowledge) out.push('--kb', folder)
    for (const name of /** @type {const} */ (['outcome', 'amount', 'note'])) {
      const text = (decision[name] ?? '').trim()
      if (text) out.push(`--${name}`, text)
    }
  }
  if (command === 'draft') {
    if (settings.candidates > 0) out.push('--candidates', String(settings.candidates))
    out.push(...settings.arguments)
  }
  return out
}

/**
 * unquoted takes "> " off a text in which every line that is not blank has it.
 * @param {string} text
 */
function unquoted(text) {
  const all = text.split('\n')
  const some = all.filter((line) => line.trim() !== '')
  if (some.length === 0 || !some.every((line) => line.startsWith('>'))) return text
  return all.map((line) => line.replace(/^>\s?/, '')).join('\n')
}

module.exports = { build, unquoted }
