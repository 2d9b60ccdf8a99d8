export interface CalendarDate {
  year: number
  month: number
  day: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A format of dates. Making one takes far longer than using it, so each is kept. */
export function dateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options)
    formats.set(key, format)
  }
  return format
}

/** The calendar date of the instant `time` (ms) in `timeZone` (IANA name). */
export function calendarDate(time: number, timeZone: string): CalendarDate {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  const format = dateFormat('en-u-ca-gregory', { timeZone, ...fields })
  const date = { year: 0, month: 0, day: 0 }
  for (const { type, value } of format.formatToParts(time)) {
    if (type === 'year' || type === 'month' || type === 'day') date[type] = Number(value)
  }
  return date
}

/** ISO 8601 to the second, by the clocks of `timeZone`: `2026-11-23T07:30:00+08:00`. */
export function zonedTime(time: number, timeZone: string): string {
  const format = dateFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const [offset = '+00:00'] = /[+-]\d\d:\d\d/.exec(format.format(time)) ?? []
  const behind = Date.parse(`1970-01-01T00:00:00${offset}`)
  return new Date(time - behind).toISOString().slice(0, 19) + offset
}

/** `7` becomes `07`. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
