'use strict'

/**
 * Places in a text: the program counts code points, VS Code lines and UTF-16 units.
 * @param {string} text
 * @returns {(at: number) => { line: number, character: number }} the place of a code
 *   point, by its number; a number past the end is the end
 */
function places(text) {
  const lines = text.split(/\r\n|\n/)
  /** @type {number[]} */
  const starts = []
  let before = 0
  for (const line of lines) {
    starts.push(before)
    before += length(line) + 1
  }
  return (at) => {
    let line = 0
    while (line + 1 < lines.length && starts[line + 1] <= at) line++
    return { line, character: units(lines[line], at - starts[line]) }
  }
}

/** length counts the code points of a text. @param {string} text */
function length(text) {
  let n = 0
  for (const _ of text) n++
  return n
}

/**
 * units is how many UTF-16 units the first n code points of a text have.
 * @param {string} text
 * @param {number} n
 */
function units(text, n) {
  let at = 0
  for (const point of text) {
    if (n-- <= 0) break
    at += point.length
  }
  return at
}

module.exports = { places, length, units }
