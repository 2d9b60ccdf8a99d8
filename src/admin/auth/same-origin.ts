/**
 * Whether a browser sent this request from a page of this very site. Cookies come along with requests
 * of other sites too (a sibling domain is the same "site"), so what a cookie authorises must prove
 * where it comes from: by `Sec-Fetch-Site`, else by `Origin`; a request with neither proves nothing.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('Sec-Fetch-Site')
  if (site) return site === 'same-origin'
  return request.headers.get('Origin') === new URL(request.url).origin
}

/** Whether a browser says that another site sent this request; programs say nothing. */
export function isForeign(request: Request): boolean {
  const { headers } = request
  return (headers.has('Sec-Fetch-Site') || headers.has('Origin')) && !isSameOrigin(request)
}
