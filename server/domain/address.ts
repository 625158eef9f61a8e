/**
 * The address a request comes from, as a key to count by: an IPv4 address, or the /64 of an IPv6
 * address, because one household has all of it. `proxyHops` of our own proxies are believed: each
 * adds one entry to X-Forwarded-For, so everything before theirs was written by whoever asks.
 */
export function addressKey(
  socketAddress: string,
  { forwarded, proxyHops }: { forwarded: string | undefined; proxyHops: number },
): string {
  if (proxyHops === 0) return networkOf(socketAddress)
  const entries = (forwarded ?? '').split(',').map((each) => each.trim())
  return networkOf(entries.at(-proxyHops) || socketAddress)
}

function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^\[(.*)\](:\d+)?$/, '$1')
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(plain)?.[1]
  if (v4 !== undefined) return v4
  if (!plain.includes(':') || !URL.canParse(`http://[${plain}]`)) return 'unknown'
  // The URL parser knows every way to write an IPv6 address and writes each in one.
  const [before = '', after] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
  const mapped = groups.slice(0, 5).every((each) => each === '0') && groups[5] === 'ffff'
  if (mapped) return dotted(groups)
  return `${groups.slice(0, 4).join(':')}::/64`
}

function dotted(groups: readonly string[]): string {
  const bytes = groups.slice(6).flatMap((each) => {
    const pair = Number.parseInt(each, 16)
    return [pair >> 8, pair & 255]
  })
  return bytes.join('.')
}
