'use strict'

/**
 * A stretch of a document that keeps its place while the document changes. Offsets are
 * UTF-16 units. What is put right before or after it is not part of it.
 */
class Stretch {
  /** @param {number} start @param {number} end */
  constructor(start, end) {
    this.start = start
    this.end = end
  }

  /**
   * change follows one edit: rangeLength units at rangeOffset became text.
   * @param {{ rangeOffset: number, rangeLength: number, text: string }} edit
   */
  change({ rangeOffset, rangeLength, text }) {
    const gone = rangeOffset + rangeLength
    const by = text.length - rangeLength
    if (rangeOffset >= this.end && gone > this.start) return
    if (gone <= this.start) this.start += by
    else this.start = Math.min(this.start, rangeOffset)
    this.end = Math.max(this.end, gone) + by
  }
}

module.exports = { Stretch }
