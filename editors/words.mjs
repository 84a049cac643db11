// Joins cmd/words and editors/words into what the two plugins load:
//
//	node editors/words.mjs           writes both files
//	node editors/words.mjs --check   says which file is out of date, and fails
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const tags = ['en', 'zh-Hans']
const labels = /^(buyer|asks|missing|said|deadline|gloss|writes|manner|law|stop|risk|collect|by|composed|subject|plain|repeated|outcome-.*)$/
const sections = ['labels', 'asks', 'emotions', 'risks', 'missing', 'stages', 'editor']

/**
 * The two-level YAML our word files are written in; anything else is an error. Block
 * texts ("key: |-") are help pages of the terminal, and left out.
 */
function parse(text, name) {
  const out = {}
  let section = null
  let block = false
  text.split('\n').forEach((line, i) => {
    const where = `${name}:${i + 1}`
    if (/^\s*(#.*)?$/.test(line) || (block && /^ {3}/.test(line))) return
    block = /^ {2}[\w-]+: [|>]-?$/.test(line)
    if (block) return
    const top = /^([\w-]+):\s*(\{.*\})?\s*$/.exec(line)
    const item = /^ {2}([\w-]+):\s+(.+?)\s*$/.exec(line)
    if (top) {
      section = out[top[1]] = {}
      if (top[2]) for (const pair of top[2].slice(1, -1).split(/,\s*/)) put(section, /^([\w-]+):\s+(.+)$/.exec(pair), where)
    } else if (item && section) put(section, item, where)
    else throw new Error(`${where}: expected "section:" or "  key: text"`)
  })
  return out
}

function put(section, match, where) {
  if (!match) throw new Error(`${where}: expected "key: text"`)
  const [, key, raw] = match
  section[key] = raw[0] === '"' ? JSON.parse(raw) : raw[0] === "'" ? raw.slice(1, -1).replaceAll("''", "'") : raw
}

function lua(words) {
  const lines = ['-- Made by editors/words.mjs; do not edit.', 'return {']
  for (const [tag, all] of Object.entries(words)) {
    lines.push(`  [${JSON.stringify(tag)}] = {`)
    for (const [section, list] of Object.entries(all)) {
      lines.push(`    [${JSON.stringify(section)}] = {`)
      for (const [key, text] of Object.entries(list)) lines.push(`      [${JSON.stringify(key)}] = ${JSON.stringify(text)},`)
      lines.push('    },')
    }
    lines.push('  },')
  }
  return lines.concat('}', '').join('\n')
}

const words = {}
for (const tag of tags) {
  const read = (...parts) => parse(readFileSync(join(here, ...parts, `${tag}.yaml`), 'utf8'), join(...parts, `${tag}.yaml`))
  const all = { ...read('..', 'cmd', 'words'), ...read('words') }
  all.labels = Object.fromEntries(Object.entries(all.labels).filter(([key]) => labels.test(key)))
  words[tag] = Object.fromEntries(sections.map((s) => [s, all[s] ?? {}]))
}
for (const section of sections) {
  const [en, zh] = tags.map((t) => Object.keys(words[t][section]).sort().join(' '))
  if (en !== zh) throw new Error(`section ${section}: the languages do not have the same keys\n  en: ${en}\n  zh: ${zh}`)
}
const files = {
  'nvim/lua/parlance/words.lua': lua(words),
  'vscode/src/words.json': JSON.stringify(words, null, 2) + '\n',
}
for (const [name, want] of Object.entries(files)) {
  const path = join(here, name)
  if (!process.argv.includes('--check')) writeFileSync(path, want)
  else if (readFileSync(path, 'utf8') !== want) {
    console.error(`editors/${name} is out of date: run "node editors/words.mjs"`)
    process.exitCode = 1
  }
}
