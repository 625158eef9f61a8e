/** What a browser says about the page a request comes from, and the address it was sent to. */
export interface RequestSource {
  origin: string | null
  /** The header Sec-Fetch-Site. */
  fetchSite: string | null
  host: string | null
}

/**
 * True unless another web site stands behind a request. Browsers always name the page behind a
 * request that changes something and behind a socket; scripts name none and carry no one's cookies.
 * `publicUrl`: our own address where a proxy in front of us hides it.
 */
export function isFromOurselves(source: RequestSource, publicUrl: URL | null): boolean {
  if (source.fetchSite !== null && !['same-origin', 'none'].includes(source.fetchSite)) return false
  if (source.origin === null) return true
  if (!URL.canParse(source.origin)) return false
  const { origin, host } = new URL(source.origin)
  return origin === publicUrl?.origin || (source.host !== null && host === source.host)
}
