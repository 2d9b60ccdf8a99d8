import type { Write } from './writes.ts'

/** Whether stored pages other than those the write names by id show something it changed. */
export function touchesOtherPages(write: Write): boolean {
  switch (write.kind) {
    case 'post': {
      const { before, after, returning } = write
      return before ? before.summary !== after?.summary : after !== undefined && returning
    }
    // Stored related lists may name a post from before it could be seen.
    case 'due':
    case 'category':
    case 'tag':
    case 'author':
    case 'settings':
      return true
    case 'related':
    case 'comment':
    case 'popularity':
    case 'link':
    case 'redirect':
      return false
  }
}

/** The posts whose own stored page shows something `write` changed. */
export function touchedPosts(write: Write): number[] {
  switch (write.kind) {
    case 'post':
      return [write.id, ...write.neighbours]
    case 'due':
      return [...write.posts.map((post) => post.id), ...write.neighbours]
    case 'related':
      return write.posts
    case 'comment':
      return [write.post]
    case 'category':
    case 'tag':
    case 'author':
    case 'popularity':
    case 'link':
    case 'redirect':
    case 'settings':
      return []
  }
}
