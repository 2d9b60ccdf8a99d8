import { stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'

/** The media type of an image file, by its name's ending; undefined for any other file. */
export function imageType(file: string): string | undefined {
  return types[extname(file).toLowerCase()]
}

const types: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
}

/** Whether an image address names a file, beside the Markdown or in the site's folder. */
export function isLocal(address: string): boolean {
  return address !== '' && !/^(?:[a-z][a-z\d+.-]*:|\/\/|#|\?)/i.test(address)
}

/**
 * The image file that `address` means in the Markdown file `file`: beside it, in the folder of the
 * same name (Hexo), or, for an address from the root, in a folder whose files stand at the root.
 */
export async function findImage(
  address: string,
  file: string,
  root: string,
): Promise<string | undefined> {
  for (const path of pathsOf(address)) {
    const folders = path.startsWith('/') ? rootFolders(root) : [dirname(file), assetFolder(file)]
    for (const folder of folders) {
      const found = join(folder, path)
      if (imageType(found) && (await isFile(found))) return found
    }
  }
  return undefined
}

/** An address as it stands, and as it reads without query, escapes and percent-encoding. */
function pathsOf(address: string): string[] {
  const plain = address.replace(/[?#].*$/, '').replace(/\\([!-/:-@[-`{-~])/g, '$1')
  const paths = [address, plain]
  try {
    paths.push(decodeURIComponent(plain))
  } catch {
    // A lone % stands for itself.
  }
  return [...new Set(paths)]
}

function assetFolder(file: string): string {
  return join(dirname(file), basename(file, extname(file)))
}

/** Posts may be imported on their own: the site's folder is then one above `source` or `content`. */
function rootFolders(root: string): string[] {
  const folders = [root, join(root, 'static'), join(root, 'source')]
  const above = /^(.*?)[\\/](?:source|content)(?:[\\/]|$)/.exec(resolve(root))?.[1]
  if (above) folders.push(join(above, 'static'), join(above, 'source'))
  return folders
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false
}
