import type { Db } from '../../db/client.ts'
import { frequenciesOf, frequencyRow, titlesOf } from '../../db/related.ts'
import { findAlike } from '../../jobs/find-alike.ts'
import { isCopy, isStory } from '../../related/rank.ts'
import { algorithm, type CountedTerms } from '../../related/terms.ts'

/**
 * Posts that tell the same story as post `id`, most alike first: a warning on saving, also of a
 * draft, against the index as it stands.
 */
export async function findDuplicates(
  db: Db,
  id: number,
  text: CountedTerms,
  reader: { author: number | null; now: number },
): Promise<{ id: number; title: string; score: number }[]> {
  const { counts } = text
  const known = frequenciesOf(await frequencyRow(db, algorithm))
  if (!known) return []
  const [found] = await findAlike(
    db,
    known.frequencies,
    [{ id, counts, hints: [], text }],
    reader.now,
  )
  if (!found) return []
  const told = found.alike.filter(
    ({ counts: others, likeness }) =>
      isStory(counts, others, likeness) || isCopy(counts, others, likeness),
  )
  if (told.length === 0) return []
  const titles = await titlesOf(
    db,
    told.map((post) => post.id),
    reader,
  )
  return told.flatMap(({ id, likeness }) => {
    const title = titles.get(id)
    return title === undefined ? [] : [{ id, title, score: Math.round(likeness * 100) / 100 }]
  })
}
