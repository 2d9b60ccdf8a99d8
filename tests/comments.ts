import { exports } from 'cloudflare:workers'
import { expect } from 'vitest'
import { admin, origin } from './site.ts'

/** A comment as somebody new here would send it. */
export const words = { name: '林间', email: 'lin@example.com', body: '写得真好。', elapsed: 9_000 }

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

/** What is answered to a comment. */
export function answer(response: Response) {
  return response.json<{ id: number; status: string; message: string; detail: string }>()
}

/** Approves a comment as a moderator does. */
export async function approve(id: number): Promise<void> {
  const response = await admin('PATCH', `/comments/${id}`, { status: 'approved' })
  expect(response.status).toBe(200)
}
