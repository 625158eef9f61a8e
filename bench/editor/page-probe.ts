/**
 * Runs in the page before its scripts. Times, in ms: `keys` from a key going down to after the
 * next paint; `remote` the work of taking in one message that changed the text.
 */
export interface Probe {
  keys: number[]
  remote: number[]
  /** Bytes of each message with an edit of this page. */
  sent: number[]
  /** When keys went down and when the text on the page changed, on the clock of the machine. */
  pressed: number[]
  changed: number[]
}

declare global {
  interface Window {
    probe: Probe
  }
}

export function installProbe(): void {
  const probe: Probe = { keys: [], remote: [], sent: [], pressed: [], changed: [] }
  window.probe = probe
  addEventListener(
    'keydown',
    (event) => {
      if (event.key.length !== 1) return
      const start = event.timeStamp
      probe.pressed.push(performance.timeOrigin + start)
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => probe.keys.push(performance.now() - start))
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    },
    { capture: true },
  )
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver((changes) => {
      const isText = changes.some(({ target }) => target.parentElement?.closest('.ProseMirror p'))
      if (isText) probe.changed.push(performance.timeOrigin + performance.now())
    }).observe(document.body, { subtree: true, characterData: true, childList: true })
  })
  const send = WebSocket.prototype.send
  WebSocket.prototype.send = function (this: WebSocket, data) {
    if (data instanceof Uint8Array && data[0] === 0 && data[1] === 2) probe.sent.push(data.length)
    send.call(this, data)
  }
  const stock = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage')
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    configurable: true,
    get() {
      return stock?.get?.call(this)
    },
    set(this: WebSocket, handler: ((event: MessageEvent) => void) | null) {
      stock?.set?.call(
        this,
        handler &&
          ((event: MessageEvent) => {
            const start = performance.now()
            handler.call(this, event)
            const bytes = new Uint8Array(event.data as ArrayBuffer)
            if (bytes[0] === 0 && bytes[1] === 2) probe.remote.push(performance.now() - start)
          }),
      )
    },
  })
}
