// Hono, by the name of its own module (`alias` in wrangler.toml), with the router that it chooses for
// this site. Its own class tries a faster one first, which gives up at the first request: it cannot
// tell all our patterns apart.
import { HonoBase } from 'hono/hono-base'
import { TrieRouter } from 'hono/router/trie-router'
import type { Env, Schema } from 'hono/types'

export class Hono<E extends Env, S extends Schema, BasePath extends string> extends HonoBase<
  E,
  S,
  BasePath
> {
  override router = new TrieRouter<never>()
}
