import type { Sent } from './sent.ts'

/** Tells the owner of a comment by e-mail, where that is set up; a failure costs nobody anything. */
export async function sendNotice(
  mail: SendEmail | undefined,
  {
    to,
    host,
    title,
    url,
    sent,
    status,
  }: {
    to: string
    host: string
    title: string
    url: string
    sent: Sent
    status: string
  },
): Promise<void> {
  if (!mail || !to) return
  const subject = `${sent.name}: ${title}`.replace(/\s+/g, ' ').slice(0, 150)
  const text = `${sent.name} (${status})\n${url}\n\n${sent.body}\n`
  try {
    await mail.send({ from: `comments@${host}`, to, subject, text })
  } catch (error) {
    console.warn('The notice of a comment was not sent', error)
  }
}
