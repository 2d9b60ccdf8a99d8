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

/** `7` becomes `07`. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
