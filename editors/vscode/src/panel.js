'use strict'

const vscode = require('vscode')
const { randomBytes } = require('node:crypto')

/** Milliseconds; what comes within is shown once. */
const showAfter = 50

/**
 * page is the panel's document. Nothing of a ticket is in it; that comes as messages.
 * @param {vscode.Webview} webview
 * @param {vscode.Uri} media
 * @param {string} language
 */
function page(webview, media, language) {
  const nonce = randomBytes(24).toString('base64url')
  const file = (/** @type {string} */ name) => webview.asWebviewUri(vscode.Uri.joinPath(media, name))
  return `<!DOCTYPE html>
<html lang="${language.replace(/[^\w-]/g, '')}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('panel.css')}">
<title>Parlance</title>
</head>
<body><main id="root"></main><script nonce="${nonce}" src="${file('panel.js')}"></script></body>
</html>`
}

/** The panel beside the editor. There is one; it shows the last model it was given. */
class Panel {
  /**
   * @param {vscode.Uri} root folder of the extension
   * @param {string} language
   * @param {{ choose(id: string, action: string): void, stop(): void, again(): void, closed(): void }} on
   */
  constructor(root, language, on) {
    const media = vscode.Uri.joinPath(root, 'media')
    this.view = vscode.window.createWebviewPanel('parlance', 'Parlance',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, localResourceRoots: [media] })
    this.ready = false
    this.open = true
    /** @type {(() => any) | null} */
    this.make = null
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined
    this.view.webview.onDidReceiveMessage((m) => this.receive(m, on))
    this.view.onDidDispose(() => {
      this.open = false
      clearTimeout(this.timer)
      on.closed()
    })
    this.view.webview.html = page(this.view.webview, media, language)
  }

  /** @param {any} m @param {{ choose(id: string, action: string): void, stop(): void, again(): void }} on */
  receive(m, on) {
    switch (m?.type) {
      case 'ready': // also when a hidden panel is shown again, and has forgotten
        this.ready = true
        return this.post()
      case 'choose':
        if (typeof m.id === 'string' && typeof m.action === 'string') on.choose(m.id, m.action)
        return
      case 'stop':
        return on.stop()
      case 'again':
        return on.again()
    }
  }

  /**
   * show shows what make returns, soon; when several are given before, only the last.
   * @param {() => any} make
   */
  show(make) {
    this.make = make
    this.timer ??= setTimeout(() => this.post(), showAfter)
  }

  post() {
    clearTimeout(this.timer)
    this.timer = undefined
    if (!this.open || !this.ready || !this.make) return
    const model = this.make()
    this.view.title = model.title
    this.view.webview.postMessage({ type: 'show', model })
  }
}

module.exports = { Panel, page }
