import * as v from 'valibot'
import { integerText } from '../../schemas.ts'

/** What a list answers with: a page of items, and the cursor of the next one or null at the end. */
export const pageSchema = <T extends v.GenericSchema>(item: T) =>
  v.object({ items: v.array(item), nextCursor: v.nullable(v.string()) })

/**
 * The page that `rows` hold. They were asked for with one row more than `limit`, which tells that
 * there is another page; `cursorOf` names the place after a row.
 */
export function pageOf<T>(rows: T[], limit: number, cursorOf: (last: T) => string | number) {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, nextCursor: last === undefined ? null : String(cursorOf(last)) }
}

/** The query of lists that go on after an id. */
export const afterIdQuery = v.object({
  limit: v.optional(v.pipe(integerText, v.minValue(1), v.maxValue(500)), '100'),
  cursor: v.optional(v.pipe(integerText, v.minValue(0)), '0'),
})
