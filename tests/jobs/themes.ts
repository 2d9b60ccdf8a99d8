import { env } from 'cloudflare:workers'
import { off } from '../../src/cache/edge.ts'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { get, givenPost } from '../site.ts'

interface Related {
  related: { id: number; score: number; reasons: string[] }[]
}

/** The related posts that readers are shown beside post `id`. */
export async function relatedTo(id: number): Promise<Related['related']> {
  const answer: Related = await (await get(`/api/posts/${id}/related`)).json()
  return answer.related
}

export async function idsOf(id: number): Promise<number[]> {
  return (await relatedTo(id)).map((post) => post.id)
}

export const themes = [
  '绿茶杀青之后要摊凉，水温八十度，茶汤清亮，茶叶舒展。龙井的锅温是关键。',
  '嫦娥六号在月球背面采样，月壤封装上升，返回器带回月背样品，着陆场在内蒙古。',
  '酸面团的酵母与乳酸菌共生，面包发酵要看温度，水粉比决定面团的软硬。',
  '数据库的写前日志让读写互不阻塞，检查点把日志并回主文件，事务保持一致。',
]

/** Posts on four themes. */
export async function givenThemes(posts = 10) {
  for (let count = 0; count < posts; count++) {
    const theme = themes[count % 4] ?? ''
    const sentences = theme.split(/(?<=[，。])/)
    const turn = Math.floor(count / 4)
    const markdown = `${sentences.filter((_, at) => at % 4 !== turn).join('')}第${count}篇另有所述。`
    await givenPost({ title: `文章${count}`, markdown })
  }
}

export async function storedLists() {
  const { results } = await env.DB.prepare(
    'SELECT post_id, neighbours FROM related ORDER BY 1',
  ).all()
  return results
}

/** A D1 that fails at its `at`-th use, counted from one, and works for ever after. */
export function failingAt(at: number) {
  let uses = 0
  const use = () => {
    if (++uses === at) throw new Error('D1 went away')
  }
  const database = new Proxy(env.DB, {
    get(target, name) {
      if (name === 'batch') {
        return (statements: D1PreparedStatement[]) => {
          use()
          return target.batch(statements)
        }
      }
      if (name === 'prepare') {
        return (text: string) => {
          use()
          return target.prepare(text)
        }
      }
      return Reflect.get(target, name)
    },
  })
  return { database, used: () => uses }
}

/** What a job works with, on `database`. */
export function contextOn(database: D1Database) {
  const meter = newMeter()
  const db = createDb(database, meter)
  const waitUntil = () => {}
  return { meter, context: { db, meter, env, edge: off, now: Date.now(), waitUntil } }
}
