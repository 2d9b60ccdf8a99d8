import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Api, SitePost } from './api.ts'
import { addressesIn, fillSlots, findImageSlots } from './image-slots.ts'
import { findImage, imageType, isLocal } from './local-images.ts'
import type { ImportPost, Warning } from './post.ts'
import { problemSentence } from './request.ts'

export interface ImageUploads {
  /** Puts a post's local images on the site and their addresses into its text. */
  place(
    post: ImportPost,
    file: string,
    current: SitePost | undefined,
    warnings: Warning[],
  ): Promise<void>
}

interface ImageOptions {
  api: Api
  /** The site's address. */
  url: string
  /** The folder that is imported. */
  root: string
  dryRun: boolean
}

/** Uploads every image file once, and not again when the site has it already. */
export function createImageUploads({ api, url, root, dryRun }: ImageOptions): ImageUploads {
  const uploads = new Map<string, Promise<string | Warning>>()

  async function place(
    post: ImportPost,
    file: string,
    current: SitePost | undefined,
    warnings: Warning[],
  ): Promise<void> {
    const slots = findImageSlots(post.markdown, isLocal)
    const known = current && addressesIn(current.markdown, slots)
    const addresses: string[] = []
    for (const [index, address] of slots.addresses.entries()) {
      addresses.push((await addressOf(address, known?.[index])) ?? address)
    }
    post.markdown = fillSlots(slots, addresses)

    if (post.cover === undefined || !isLocal(post.cover)) return
    const cover = await addressOf(post.cover, current?.cover ?? undefined)
    if (cover !== undefined) post.cover = cover
    // A page would show a relative cover as a broken picture, whatever its own address.
    else if (!post.cover.startsWith('/')) delete post.cover

    async function addressOf(address: string, known: string | undefined) {
      const image = await findImage(address, file, root)
      if (!image) {
        // Images of the site itself have their address already.
        if (!address.startsWith('/media/')) {
          warnings.push({ kind: 'image not found', detail: address })
        }
        return undefined
      }
      const uploaded = await uploadOnce(image, known)
      if (typeof uploaded === 'string') return uploaded
      warnings.push(uploaded)
      return undefined
    }
  }

  function uploadOnce(image: string, known: string | undefined): Promise<string | Warning> {
    const upload = uploads.get(image) ?? send(image, known)
    uploads.set(image, upload)
    return upload
  }

  async function send(image: string, known: string | undefined): Promise<string | Warning> {
    const file = await readFile(image).catch((error: unknown) => String(error))
    if (typeof file === 'string') return { kind: 'image not readable', detail: file }
    const bytes = new Uint8Array(file)
    if (known && (await isStored(known, bytes))) return known
    if (dryRun) return { kind: 'image would be uploaded', detail: image }
    const answer = await api.upload(basename(image), imageType(image) ?? '', bytes)
    if ('url' in answer) return answer.url
    return { kind: 'image refused', detail: `${image}: ${problemSentence(answer.problem)}` }
  }

  /** Whether the site serves just these bytes at an address that an earlier import put there. */
  async function isStored(address: string, bytes: Uint8Array): Promise<boolean> {
    const at = URL.parse(address, url)
    if (!at || at.origin !== new URL(url).origin) return false
    const response = await fetch(at, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined)
    if (!response?.ok) return false
    return Buffer.from(await response.arrayBuffer()).equals(bytes)
  }

  return { place }
}
