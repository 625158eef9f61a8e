const YEAR_SECONDS = 365 * 24 * 60 * 60

/**
 * The cookie that holds the token of a seat. Over https its name makes browsers insist that it
 * was set by this host over https and belongs to it alone.
 */
function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-folkmoot-seat' : 'folkmoot-seat'
}

/** Reads the token out of a Cookie header; null where there is none. For HTTP and the socket alike. */
export function readSeatToken(header: string | null | undefined, publicUrl: URL | null) {
  const name = cookieName(isHttps(publicUrl))
  for (const pair of (header ?? '').split(';')) {
    const [key, value = ''] = pair.trim().split('=')
    if (key === name && /^[A-Za-z0-9_-]{22}$/.test(value)) return value
  }
  return null
}

/** The Set-Cookie header that keeps a token. */
export function seatCookie(token: string, publicUrl: URL | null): string {
  const isSecure = isHttps(publicUrl)
  const parts = [
    `${cookieName(isSecure)}=${token}`,
    'Path=/',
    `Max-Age=${YEAR_SECONDS}`,
    'HttpOnly',
    'SameSite=Lax',
  ]
  if (isSecure) parts.push('Secure')
  return parts.join('; ')
}

function isHttps(publicUrl: URL | null): boolean {
  return publicUrl?.protocol === 'https:'
}
