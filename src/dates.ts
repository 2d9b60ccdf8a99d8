export interface CalendarDate {
  year: number
  month: number
  day: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar date of the instant `time` (ms) in `timeZone` (IANA name). */
export function calendarDate(time: number, timeZone: string): CalendarDate {
  let format = formats.get(timeZone)
  if (!format) {
    const fields = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
    format = new Intl.DateTimeFormat('en-u-ca-gregory', { timeZone, ...fields })
    formats.set(timeZone, format)
  }
  const date = { year: 0, month: 0, day: 0 }
  for (const { type, value } of format.formatToParts(time)) {
    if (type === 'year' || type === 'month' || type === 'day') date[type] = Number(value)
  }
  return date
}

const offsets = new Map<string, Intl.DateTimeFormat>()

/** ISO 8601 to the second, by the clocks of `timeZone`: `2026-11-23T07:30:00+08:00`. */
export function zonedTime(time: number, timeZone: string): string {
  let format = offsets.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    offsets.set(timeZone, format)
  }
  const [offset = '+00:00'] = /[+-]\d\d:\d\d/.exec(format.format(time)) ?? []
  const behind = Date.parse(`1970-01-01T00:00:00${offset}`)
  return new Date(time - behind).toISOString().slice(0, 19) + offset
}

/** `7` becomes `07`. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
