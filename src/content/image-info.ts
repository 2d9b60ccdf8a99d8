import { GIF } from 'image-size/types/gif'
import { HEIF } from 'image-size/types/heif'
import { JPG } from 'image-size/types/jpg'
import { PNG } from 'image-size/types/png'
import { SVG } from 'image-size/types/svg'
import { WEBP } from 'image-size/types/webp'

export interface ImageInfo {
  /** Media type, told from the bytes and not from a file's name. */
  type: string
  extension: string
  /** Pixels; absent where the image does not say. */
  width?: number
  height?: number
}

// Named one by one: the package's index reads fourteen kinds more, and would be bundled whole.
const readers = [
  { reader: PNG, type: 'image/png', extension: 'png' },
  { reader: JPG, type: 'image/jpeg', extension: 'jpg' },
  { reader: GIF, type: 'image/gif', extension: 'gif' },
  { reader: WEBP, type: 'image/webp', extension: 'webp' },
  { reader: HEIF, type: 'image/avif', extension: 'avif' },
  { reader: SVG, type: 'image/svg+xml', extension: 'svg' },
]

/** What kind of image `bytes` are; undefined for anything else. */
export function imageInfo(bytes: Uint8Array): ImageInfo | undefined {
  const found = readers.find(({ reader }) => reader.validate(bytes))
  if (!found) return undefined
  const { reader, ...known } = found
  try {
    const size = reader.calculate(bytes)
    // The container of AVIF holds pictures that browsers cannot show as well, such as HEIC.
    if (reader === HEIF && size.type !== 'avif') return undefined
    const { width, height } = (size.images ?? [size]).reduce(larger)
    return width && height
      ? { ...known, width: Math.round(width), height: Math.round(height) }
      : known
  } catch {
    return undefined
  }
}

function larger<Size extends { width: number; height: number }>(one: Size, other: Size): Size {
  return other.width * other.height > one.width * one.height ? other : one
}
