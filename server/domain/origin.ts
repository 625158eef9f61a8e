/** What a browser says about the page a request comes from, and the address it was sent to. */
export interface RequestSource {
  origin: string | null
  /** The header Sec-Fetch-Site. */
  fetchSite: string | null
  host: string | null
}

/** Under which names this server may be asked, beside its own address and those of this computer. */
export interface OtherNames {
  /** "name" for any port, or "name:port"; in small letters. */
  hosts: readonly string[]
  /** Whether it listens beyond this computer: then it may be asked by a bare address, too. */
  isOnNetwork: boolean
}

export const NO_OTHER_NAMES: OtherNames = { hosts: [], isOnNetwork: false }

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

/**
 * True for the names this server goes by. Without it, a web site whose name is suddenly answered
 * with our address (DNS rebinding) would be the same origin as we are. A bare address is no name
 * anybody else can have.
 */
export function isOwnHost(
  host: string | null,
  { publicUrl, names = NO_OTHER_NAMES }: { publicUrl: URL | null; names?: OtherNames | undefined },
): boolean {
  if (host === null || !/^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host)) return false
  const own = host.toLowerCase()
  const name = own.replace(/:\d+$/, '')
  if (own === publicUrl?.host || isThisComputer(name)) return true
  if (names.hosts.includes(own) || names.hosts.includes(name)) return true
  return names.isOnNetwork && (/^\d{1,3}(\.\d{1,3}){3}$/.test(name) || name.startsWith('['))
}

function isThisComputer(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  )
}
