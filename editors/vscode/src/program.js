'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

/**
 * find is the absolute path of a program: of a name, by looking through the PATH; of a
 * path, itself. null when there is none. The folder one works in is never looked in,
 * as Windows would: a ticket's folder may bring a program of that name.
 * @param {string} name
 * @param {Record<string, string | undefined>} [env]
 * @param {NodeJS.Platform} [platform]
 */
function find(name, env = process.env, platform = process.platform) {
  const windows = platform === 'win32'
  const ends = windows && !/\.(exe|com)$/i.test(name) ? ['.exe', '.com'] : ['']
  if (/^~[/\\]/.test(name)) name = path.join(os.homedir(), name.slice(2))
  if (/[/\\]/.test(name)) return path.isAbsolute(name) ? first(ends.map((end) => name + end), windows) : null
  const folders = (env.PATH ?? env.Path ?? '').split(windows ? ';' : ':').filter((folder) => path.isAbsolute(folder))
  return first(folders.flatMap((folder) => ends.map((end) => path.join(folder, name + end))), windows)
}

/** first is the first of files that can be run. @param {string[]} files @param {boolean} windows */
function first(files, windows) {
  for (const file of files) {
    try {
      fs.accessSync(file, windows ? fs.constants.F_OK : fs.constants.X_OK)
      if (fs.statSync(file).isFile()) return file
    } catch {
      // the next one
    }
  }
  return null
}

module.exports = { find }
