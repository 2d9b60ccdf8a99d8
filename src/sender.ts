/**
 * Who sends a request, as far as limits can tell: the address, or of IPv6 the network that a provider
 * gives one customer (64 bits, RFC 6177), who could take another address of it each time.
 */
export function senderOf(headers: Headers): string {
  const [start = '', end] = (headers.get('CF-Connecting-IP') ?? 'unknown').split('::')
  const groups = groupsOf(start)
  if (end === undefined) return groups.slice(0, 4).join(':')
  const last = groupsOf(end)
  // `::` stands for as many zeros as are missing.
  const zeros = Array(Math.max(0, 8 - groups.length - last.length)).fill('0')
  return [...groups, ...zeros, ...last].slice(0, 4).join(':')
}

function groupsOf(part: string): string[] {
  return part.split(':').filter(Boolean)
}
