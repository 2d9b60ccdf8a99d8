import { describe, expect, it } from 'vitest'
import one from '../../scripts/demo/03-绿茶的杀青.md?raw'
import two from '../../scripts/demo/06-标点挤压.md?raw'
import three from '../../scripts/demo/10-泡茶的水温.md?raw'
import six from '../../scripts/demo/12-嫦娥六号带回月背样品.md?raw'
import five from '../../scripts/demo/15-北极星会换班.md?raw'
import prose from '../../scripts/demo/18-宋代点茶.md?raw'
import four from '../../scripts/demo/23-宋体的来历.md?raw'
import { articleScript, choiceScript, dateScript, siteScript } from '../../src/styles/script.ts'
import { comment } from '../comments.ts'
import { admin, get, givenPost, settle } from '../site.ts'

/** The first `count` Chinese characters of a demo post, with what stands between them. */
function words(from: string, count: number): string {
  const text = from.replace(/^---.*?---\n/s, '').replace(/```.*?```|^\|.*?$/gms, '')
  let seen = 0
  const end = [...text].findIndex((sign) => /\p{Script=Han}/u.test(sign) && ++seen === count)
  return [...text].slice(0, end + 1).join('')
}

async function gzipped(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return (await new Response(stream).arrayBuffer()).byteLength
}

const remarks = [
  '写得真好，特别是讲引号的那一段，以前总觉得别扭，现在知道为什么了。',
  '请问这个属性在旧浏览器里会怎样？我试了一下，好像没有变化。',
  '印刷厂里的做法又不一样，师傅们会按字的疏密自己调，先看整段的灰度再看行尾。',
  '标题本身就是一个例子，读到最后才反应过来，佩服。',
  '我们编辑部的规矩是西文前后各让四分之一格，作者不许敲空格。',
  '收藏了，下次和设计师吵架的时候拿出来用。',
  '有没有讲竖排的计划？日文书里的处理更细一些。',
  '第三条不太同意，等宽字体里这样做反而乱。',
  '手机上看也很舒服，行距刚好。',
  '谢谢，问题解决了。',
]

describe('an article of 1,200 characters, six related posts and ten comments', () => {
  it('weighs at most 14 KB, compressed, with its styles and script', async () => {
    const pinned: number[] = []
    for (const text of [one, two, three, four, five, six]) {
      const title = /^title: (.*)$/m.exec(text)?.[1]
      pinned.push((await givenPost({ title, markdown: words(text, 600) })).id)
    }
    const { id } = await givenPost({
      title: '宋人怎样点一盏茶',
      markdown: words(prose, 1_200),
      tags: ['茶', '宋代', '点茶'],
      category: '品味生活',
      related: { pinned },
    })
    await admin('PATCH', '/settings', { holdComments: 'none' })
    await settle()
    for (const [number, body] of remarks.entries()) {
      const response = await comment(
        id,
        { name: `读者${body.slice(2, 4)}`, body, elapsed: 9_000 },
        number,
      )
      expect(response.status).toBe(201)
    }

    const html = await (await get(`/${id}.html`)).text()

    expect(html.match(/<section id="related".*?<\/section>/s)?.[0].match(/<li/g)).toHaveLength(6)
    expect(html.match(/id="comment-\d/g)).toHaveLength(10)
    expect(html).not.toMatch(/<(?:link rel="stylesheet|script[^>]* src)/)
    expect(await gzipped(html)).toBeLessThanOrEqual(14 * 1024)
  })

  it('has at most 3 KB of script', () => {
    expect((choiceScript + dateScript + siteScript + articleScript).length).toBeLessThanOrEqual(
      3 * 1024,
    )
  })
})
