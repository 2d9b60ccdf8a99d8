import { exports } from 'cloudflare:workers'
import { origin } from './site.ts'

let lastSender = 100_000

/** Sends a comment as the page's script does, from an address of the sender's own. */
export function comment(
  postId: number,
  fields: Record<string, unknown>,
  sender = lastSender++,
): Promise<Response> {
  return exports.default.fetch(
    new Request(`${origin}/api/posts/${postId}/comments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': addressOf(sender) },
      body: JSON.stringify(fields),
    }),
  )
}

/** Sends a comment as a browser without script does. */
export function commentForm(
  postId: number,
  fields: Record<string, string>,
  sender = lastSender++,
  headers: Record<string, string> = {},
): Promise<Response> {
  return exports.default.fetch(
    new Request(`${origin}/api/posts/${postId}/comments`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'CF-Connecting-IP': addressOf(sender),
        ...headers,
      },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    }),
  )
}

function addressOf(sender: number): string {
  return `10.${(sender >> 16) & 255}.${(sender >> 8) & 255}.${sender & 255}`
}
