'use strict'

const all = require('./words.json')

/**
 * words are what a person reads, in the first language of tags that says anything, where
 * we have it, else English.
 * @param {(string | undefined)[]} tags
 */
function words(...tags) {
  const tag = tags.find((t) => t) ?? ''
  return /^zh/i.test(tag) ? all['zh-Hans'] : all.en
}

/**
 * filled is a text of ours with its %s and %d filled in.
 * @param {string} text
 * @param {...unknown} values
 */
function filled(text, ...values) {
  return text.replace(/%[sd]/g, () => String(values.shift() ?? ''))
}

module.exports = { words, filled }
