import { sideBySide } from './side-by-side.ts'

// The page of a post's history: draws the comparison of the two revisions that were chosen.

const place = document.querySelector<HTMLElement>('[data-compare]')
if (place) {
  const { before, after } = JSON.parse(place.dataset.compare ?? '{}')
  place.append(sideBySide(before, after))
}
