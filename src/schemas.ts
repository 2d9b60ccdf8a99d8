import * as v from 'valibot'

// What several schemas are made of.

export const integer = v.pipe(v.number(), v.safeInteger())

/** An integer in an address or a query. */
export const integerText = v.pipe(v.string(), v.transform(Number), v.number(), v.safeInteger())

/** A time in UTC as ISO 8601 has it. */
export const timestamp = v.pipe(v.string(), v.isoTimestamp())

export const calendarDay = v.pipe(v.string(), v.isoDate())

/** An http or https address; `message` says so. */
export function webAddress(message: string) {
  return v.pipe(v.string(), v.url(message), v.regex(/^https?:\/\//i, message))
}
