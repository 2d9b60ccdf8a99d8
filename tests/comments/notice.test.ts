import { describe, expect, it } from 'vitest'
import { sendNotice } from '../../src/comments/notice.ts'
import type { Sent } from '../../src/comments/sent.ts'

const sent: Sent = {
  name: '林间',
  email: 'lin@example.com',
  url: null,
  body: '写得真好。',
  html: '<p>写得真好。</p>',
  parentId: null,
  trapped: false,
  elapsed: null,
}
const about = {
  to: 'owner@blog.example',
  host: 'blog.example',
  title: '一篇\r\nBcc: x@evil.example',
  url: 'https://blog.example/1.html',
  sent,
  status: 'pending',
}

function recorder(fails = false) {
  const messages: Record<string, unknown>[] = []
  const mail = {
    async send(message: object) {
      if (fails) throw new Error('not onboarded')
      messages.push({ ...message })
      return { messageId: '1' }
    },
  } as unknown as SendEmail
  return { mail, messages }
}

describe('sendNotice()', () => {
  it('tells the owner, without the address of who wrote', async () => {
    const { mail, messages } = recorder()

    await sendNotice(mail, about)

    expect(messages).toEqual([
      {
        from: 'comments@blog.example',
        to: 'owner@blog.example',
        subject: '林间: 一篇 Bcc: x@evil.example',
        text: '林间 (pending)\nhttps://blog.example/1.html\n\n写得真好。\n',
      },
    ])
  })

  it('is off without a binding or an address', async () => {
    const { mail, messages } = recorder()

    await sendNotice(undefined, about)
    await sendNotice(mail, { ...about, to: '' })

    expect(messages).toEqual([])
  })

  it('costs the comment nothing when it fails', async () => {
    await expect(sendNotice(recorder(true).mail, about)).resolves.toBeUndefined()
  })
})
