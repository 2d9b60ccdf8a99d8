import { asc, eq } from 'drizzle-orm'
import type { Db } from './client.ts'
import { type Link, links } from './schema.ts'

/** How many friend links a site may have: all of them stand in the sidebar. */
export const mostLinks = 50

/** All friend links, in their order. */
export async function allLinks(db: Db): Promise<Link[]> {
  return db.select().from(links).orderBy(asc(links.position), asc(links.id)).limit(mostLinks)
}

export async function findLink(db: Db, id: number): Promise<Link | undefined> {
  return db.select().from(links).where(eq(links.id, id)).get()
}

/** Statement: adds a link. */
export function addLink(db: Db, link: Link) {
  return db.insert(links).values(link)
}

/** Statement: changes a link. */
export function changeLink(db: Db, { id, ...fields }: Link) {
  return db.update(links).set(fields).where(eq(links.id, id))
}

/** Statement: removes a link. */
export function removeLink(db: Db, id: number) {
  return db.delete(links).where(eq(links.id, id))
}
