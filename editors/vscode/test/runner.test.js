'use strict'

const { test } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const aid = require('./aid')
const { Run, lines, failure } = require('../src/runner')
const { find } = require('../src/program')

const node = (script) => ({ path: process.execPath, args: ['-e', script] })

test('lines come whole however the bytes are cut', async () => {
  const real = (await aid.recorded(aid.japanese)).join('\n') + '\n\r\n'
  const bytes = Buffer.from(real)
  for (const size of [1, 2, 3, 7, 4096, bytes.length]) {
    const got = []
    const reader = lines((line) => got.push(line))
    for (let i = 0; i < bytes.length; i += size) assert(reader.write(bytes.subarray(i, i + size)))
    reader.end()
    assert.deepEqual(got, real.split('\n').filter((l) => l.trim()), `pieces of ${size}`)
  }
})

test('a last line without its end is passed on', async () => {
  const got = []
  await new Run({ ...node('process.stdout.write("one\\ntwo")'), onLine: (line) => got.push(line) }).ended
  assert.deepEqual(got, ['one', 'two'])
})

test('much output is read and memory is let go', async () => {
  let n = 0
  let size = 0
  const run = new Run({ ...node('const s="x".repeat(1023);let i=0;(function w(){while(i++<40000)if(!process.stdout.write(s+"\\n"))return process.stdout.once("drain",w)})()'), onLine: (line) => { n++; size += line.length } })
  assert.equal((await run.ended).code, 0)
  assert.deepEqual([n, size], [40000, 40000 * 1023])
})

test('a line that never ends stops the program', async () => {
  const run = new Run({ ...node('const s="x".repeat(1<<20);(function w(){while(process.stdout.write(s));process.stdout.once("drain",w)})()'), onLine: () => assert.fail('no line is whole') })
  const result = await run.ended
  assert.equal(result.stopped, true)
})

test('a program is looked for on the PATH, never where one works', (t) => {
  const here = path.dirname(aid.file(t, 'MZ', 'parlance.exe'))
  const there = path.dirname(aid.file(t, '#!/bin/sh\n', 'parlance'))
  fs.chmodSync(path.join(there, 'parlance'), 0o755)
  assert.equal(find('parlance', { PATH: `:.:relative:${here}:${there}` }, 'linux'), path.join(there, 'parlance'))
  assert.equal(find('parlance', { PATH: '.:relative' }, 'linux'), null)
  assert.equal(find('parlance', { Path: `.;${here}` }, 'win32'), path.join(here, 'parlance.exe'))
  assert.equal(find('./parlance', { PATH: there }, 'linux'), null)
  assert.equal(find(path.join(there, 'parlance')), path.join(there, 'parlance'))
  assert.equal(find(there), null, 'a folder')
  assert.equal(find(path.join(here, 'parlance.exe'), {}, 'linux'), null, 'not to be run')
})

test('a program that is not there is a result, not a crash', async () => {
  const result = await new Run({ path: 'no-such-parlance', args: [] }).ended
  assert.equal(result.problem.code, 'ENOENT')
})

test('a program that does not read its input is no error', async () => {
  const result = await new Run({ ...node('process.exit(5)'), stdin: 'x'.repeat(8 << 20) }).ended
  assert.equal(result.code, 5)
})

test('stop ends the process, and nothing it still prints is passed on', async (t) => {
  const url = await aid.endpoint(t, aid.scripts.endless)
  let stopped = false
  let begun = false
  const run = new Run({
    path: aid.parlance, args: ['draft', '--ndjson', '--base-url', url, '--model', 'm', '--', '-'], stdin: aid.german,
    onLine: () => {
      assert.equal(stopped, false)
      begun = true
    },
  })
  await aid.until('an event', () => begun)
  stopped = true
  run.stop()
  const result = await run.ended
  assert.equal(result.stopped, true)
  assert.equal(aid.alive(run.child.pid), false)
})

test('a program that will not end is made to', { skip: process.platform === 'win32' }, async () => {
  const got = []
  const run = new Run({ ...node('process.on("SIGTERM",()=>{});setInterval(()=>{},1000);console.log("on")'), onLine: (l) => got.push(l) })
  await aid.until('it to be on', () => got.length)
  run.stop()
  await run.ended
  assert.equal(run.child.signalCode, 'SIGKILL')
})

test('an end without an answer is told by the last words', () => {
  assert.deepEqual(failure({ code: 7, stderr: 'parlance: oops\nhint: do this', stopped: false }, 'x'), { kind: 'exit 7', message: 'oops', hint: 'do this' })
  assert.equal(failure({ code: 7, stderr: 'parlance: 未知\n建议：这样', stopped: false }, 'x').hint, '这样')
  assert.deepEqual(failure({ code: 1, stderr: 'node: bad\nStack', stopped: false }, 'x'), { kind: 'exit 1', message: 'node: bad', hint: undefined })
  assert.equal(failure({ code: 0, stderr: '', stopped: false }, 'no last line').message, 'no last line')
})
