'use strict'

// The manifest: complete, in both languages, and asking for no more than it needs.
const { test } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '..')
const read = (name) => fs.readFileSync(path.join(root, name), 'utf8')
const manifest = JSON.parse(read('package.json'))

test('every text of the manifest is in both languages, and none too many', () => {
  const used = [...new Set([...read('package.json').matchAll(/"%([\w.]+)%"/g)].map((m) => m[1]))].sort()
  for (const name of ['package.nls.json', 'package.nls.zh-cn.json']) {
    assert.deepEqual(Object.keys(JSON.parse(read(name))).sort(), used, name)
  }
})

test('the settings the code reads are those the manifest has', () => {
  const code = fs.readdirSync(path.join(root, 'src')).filter((n) => n.endsWith('.js')).map((n) => read(`src/${n}`)).join('\n')
  for (const key of Object.keys(manifest.contributes.configuration.properties)) {
    assert(code.includes(`'${key.replace('parlance.', '')}'`), key)
  }
})

test('a workspace cannot say which program runs, nor with what while it is not trusted', () => {
  const settings = manifest.contributes.configuration.properties
  assert.equal(settings['parlance.path'].scope, 'machine')
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited')
  for (const key of ['arguments', 'brand', 'knowledge']) {
    assert(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(`parlance.${key}`), key)
  }
})

test('it needs nothing that is not in it', () => {
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) assert.equal(manifest[kind], undefined)
  assert.equal(fs.existsSync(path.join(root, 'package-lock.json')), false)
  assert.equal(fs.existsSync(path.join(root, manifest.main)), true)
})

test('its licence is that of the repository', () => {
  assert.equal(read('LICENSE'), read('../../LICENSE'))
})

test('the README names every command and setting', () => {
  const readme = read('README.md')
  const english = JSON.parse(read('package.nls.json'))
  for (const c of manifest.contributes.commands) assert(readme.includes(english[c.title.slice(1, -1)]), c.command)
  for (const key of Object.keys(manifest.contributes.configuration.properties)) assert(readme.includes(`\`${key}\``), key)
})
