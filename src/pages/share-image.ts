import type { Picture } from '../db/schema.ts'
import { absolute, cardPath } from '../urls.ts'
import type { View } from './view.ts'

/** A picture for cards on other sites; absolute, with its size where that is known. */
export interface ShareImage {
  url: string
  width?: number | undefined
  height?: number | undefined
}

/** What a picture may be taken from: a post, or the site, whose id is 0. */
interface Pictured {
  id: number
  cover?: string | null
  thumbnail?: Picture | null
}

/** The size of the drawn picture. */
const cardSize = { width: 600, height: 315 }

/** The own picture of a post, or a drawn one: other sites show no SVG. */
export function shareImage({ settings, origin }: View, post: Pictured = { id: 0 }): ShareImage {
  const { id, cover, thumbnail } = post
  const own = [cover, thumbnail?.url].find((url) => url && !/\.svg(?:$|\?)/i.test(url))
  if (!own) return { url: absolute(origin, cardPath(id, settings.accent)), ...cardSize }
  const { width, height } = thumbnail?.url === own ? thumbnail : {}
  return { url: absolute(origin, own), width, height }
}
