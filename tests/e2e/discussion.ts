import type { RunningSite } from './site.ts'

/** Comments on post 17, all approved: enough for a second page, some with answers and quotations. */
export async function givenDiscussion(site: RunningSite): Promise<void> {
  for (let number = 0; number < 25; number++) {
    await fetch(`${site.origin}/api/posts/17/comments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': `10.9.0.${number}` },
      body: JSON.stringify({
        name: `读者${number}`,
        url: number % 3 ? '' : 'https://reader.example',
        body: `第 ${number} 条，**说**点什么。\n\n> 引用`,
        parentId: number % 4 === 3 ? number : '',
        elapsed: 9_000,
      }),
    })
    await site.admin('PATCH', `/comments/${number + 1}`, { status: 'approved' })
  }
}
