'use strict'

const { spawn } = require('node:child_process')
const { StringDecoder } = require('node:string_decoder')

/** Units of one line; more is no answer of ours. */
const mostLine = 64 * 1024 * 1024
/** Units of standard error that are kept. */
const mostError = 8 * 1024
/** Milliseconds between asking a program to end and making it. */
const grace = 2000

/**
 * lines turns chunks of bytes into whole lines, without their ends and without empty
 * ones. A character cut in two is put together again.
 * @param {(line: string) => void} onLine
 */
function lines(onLine) {
  const decoder = new StringDecoder('utf8')
  /** @type {string[]} */
  let part = []
  let size = 0
  const end = () => {
    const line = part.join('').replace(/\r$/, '')
    part = []
    size = 0
    if (line !== '') onLine(line)
  }
  return {
    /** @param {Buffer} chunk @returns {boolean} false when a line is too long to be true */
    write(chunk) {
      const pieces = decoder.write(chunk).split('\n')
      pieces.forEach((piece, i) => {
        if (i > 0) end()
        part.push(piece)
        size += piece.length
      })
      return size <= mostLine
    },
    end() {
      part.push(decoder.end())
      end()
    },
  }
}

/**
 * A run of the program.
 * @typedef {{ code: number | null, stderr: string, stopped: boolean, problem?: NodeJS.ErrnoException }} Result
 */
class Run {
  /**
   * run starts the program; nothing it prints after stop() is passed on, and `ended`
   * never rejects.
   * @param {{ path: string, args: string[], cwd?: string, stdin?: string, onLine?: (line: string) => void }} options
   */
  constructor(options) {
    this.stopped = false
    let stderr = ''
    const reader = lines((line) => {
      if (!this.stopped) options.onLine?.(line)
    })
    this.child = spawn(options.path, options.args, { cwd: options.cwd, windowsHide: true })
    this.child.stdout.on('data', (chunk) => {
      if (!reader.write(chunk)) this.stop()
    })
    this.child.stderr.setEncoding('utf8').on('data', (chunk) => {
      stderr = (stderr + chunk).slice(-mostError)
    })
    this.child.stdin.on('error', () => {}) // it may end without reading; its exit tells
    this.child.stdin.end(options.stdin ?? '')
    /** @type {Promise<Result>} */
    this.ended = new Promise((resolve) => {
      /** @param {number | null} code @param {NodeJS.ErrnoException} [problem] */
      const end = (code, problem) => {
        clearTimeout(this.hard)
        reader.end()
        resolve({ code, stderr: stderr.trim(), stopped: this.stopped, problem })
      }
      this.child.on('error', (problem) => end(null, problem))
      this.child.on('close', (code) => end(code))
    })
  }

  /** stop ends the program: politely, and after a while whether it likes it or not. */
  stop() {
    if (this.stopped) return
    this.stopped = true
    this.child.kill()
    this.hard = setTimeout(() => this.child.kill('SIGKILL'), grace)
  }
}

/**
 * failure is an error for a run that ended without saying why in its answer.
 * @param {Result} result
 * @param {string} otherwise
 */
function failure(result, otherwise) {
  const [, ours, second] = /^parlance: (.*)\n?(.*)/.exec(result.stderr) ?? []
  const message = ours ?? result.stderr.split('\n')[0]
  return { kind: `exit ${result.code}`, message: message || otherwise, hint: second?.replace(/^(hint: |建议：)/, '') }
}

module.exports = { Run, lines, failure }
