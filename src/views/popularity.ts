/** Milliseconds after which a view counts half of what a new one does. */
const halfLife = 7 * 24 * 3600 * 1000

/** From when time is counted; before any view. */
const epoch = Date.UTC(2020, 0, 1)

/**
 * The popularity of a post to which `views` are added at `now`. A view counts twice what one a
 * half-life earlier counts, so the order of posts is that of decaying counts, but nobody has to go
 * through all posts to let them decay. Stored as a logarithm, in thousandths, for the sums themselves
 * grow without bound; 0 is a post without views.
 */
export function popularityAfter(popularity: number, views: number, now: number): number {
  if (views <= 0) return popularity
  const added = (now - epoch) / halfLife + Math.log2(views)
  if (popularity <= 0) return Math.round(added * 1000)
  const before = popularity / 1000
  const [low, high] = before < added ? [before, added] : [added, before]
  return Math.round((high + Math.log2(1 + 2 ** (low - high))) * 1000)
}
