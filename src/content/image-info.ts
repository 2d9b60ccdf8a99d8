import { imageSize } from 'image-size'

export interface ImageInfo {
  /** Media type, told from the bytes and not from a file's name. */
  type: string
  extension: string
  /** Pixels; absent where the image does not say. */
  width?: number
  height?: number
}

const types: Record<string, { type: string; extension: string }> = {
  png: { type: 'image/png', extension: 'png' },
  jpg: { type: 'image/jpeg', extension: 'jpg' },
  gif: { type: 'image/gif', extension: 'gif' },
  webp: { type: 'image/webp', extension: 'webp' },
  avif: { type: 'image/avif', extension: 'avif' },
  svg: { type: 'image/svg+xml', extension: 'svg' },
}

/** What kind of image `bytes` are; undefined for anything else. */
export function imageInfo(bytes: Uint8Array): ImageInfo | undefined {
  try {
    const { type = '', width, height } = imageSize(bytes)
    const known = types[type === 'heif' ? 'avif' : type]
    if (!known) return undefined
    return width && height
      ? { ...known, width: Math.round(width), height: Math.round(height) }
      : known
  } catch {
    return undefined
  }
}
