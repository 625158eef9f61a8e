/**
 * Signing in again at the council's own sign-in happens in a second window, so that nothing on this
 * page is lost; that window ends at /#proven and tells this one.
 */
const CHANNEL = 'folkmoot-proof'
export const PROVEN_HASH = '#proven'

/** Told once the other window has come back. Returns its own stop. */
export function onCouncilProof(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', listener)
  return () => channel.close()
}

/** In the other window: tells the page that waits, and goes. */
export function endCouncilProof(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('proven')
  channel.close()
  window.close()
}
