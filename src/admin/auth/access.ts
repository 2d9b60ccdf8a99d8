import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose'

/** Where Cloudflare Access is in front of the site: its team and the application's audience. */
export interface AccessConfig {
  ACCESS_TEAM: string
  ACCESS_AUD: string
}

/** The keys of each team; fetched once per isolate and kept as long as they are good. */
const keySets = new Map<string, JWTVerifyGetKey>()

/**
 * The e-mail address of the person whom Cloudflare Access let through, lower case; null where
 * Access is not in front of the site, or the request did not come through it.
 */
export async function accessEmail(
  request: Request,
  ctx: object,
  config: AccessConfig,
  keys: JWTVerifyGetKey = keysOf(config.ACCESS_TEAM),
): Promise<string | null> {
  if (!config.ACCESS_AUD) return null
  const { access } = ctx as { access?: CloudflareAccessContext }
  if (access && access.aud === config.ACCESS_AUD) {
    const identity = await access.getIdentity()
    return identity?.email?.toLowerCase() ?? null
  }
  const token = request.headers.get('Cf-Access-Jwt-Assertion')
  if (!token || !config.ACCESS_TEAM) return null
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: issuerOf(config.ACCESS_TEAM),
      audience: config.ACCESS_AUD,
      algorithms: ['RS256'],
    })
    return typeof payload.email === 'string' ? payload.email.toLowerCase() : null
  } catch (error) {
    console.warn('A Cloudflare Access assertion was refused', String(error))
    return null
  }
}

/** The team's address, whether the variable holds a name or the whole of it. */
function issuerOf(team: string): string {
  const host = team.replace(/^https:\/\//, '').replace(/\/+$/, '')
  return `https://${host.includes('.') ? host : `${host}.cloudflareaccess.com`}`
}

function keysOf(team: string): JWTVerifyGetKey {
  let keys = keySets.get(team)
  if (!keys) {
    keys = createRemoteJWKSet(new URL(`${issuerOf(team)}/cdn-cgi/access/certs`))
    keySets.set(team, keys)
  }
  return keys
}
