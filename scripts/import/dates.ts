interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

/**
 * Reads a date as blogs write them and answers it as ISO 8601 UTC, or undefined when it is none. A
 * date without a zone is taken in `timeZone`; a number counts seconds, or milliseconds when large.
 */
export function readDate(value: unknown, timeZone: string): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return readEpoch(Number(value))
  // A TOML date without a zone writes itself without one.
  if (value instanceof Date) return readDate(value.toISOString(), timeZone)
  if (typeof value !== 'string') return undefined
  const text = value
    .trim()
    .replace(/\s*年\s*|\s*月\s*/g, '-')
    .replace(/日/, '')
  if (/^\d{10}(?:\d{3})?$/.test(text)) return readEpoch(Number(text))
  return /^\d{4}\D/.test(text) ? readNumeric(text, timeZone) : readWords(text, timeZone)
}

function readEpoch(count: number): string | undefined {
  // Smaller numbers are years or days written without a separator.
  if (!Number.isFinite(count) || count < 1e8) return undefined
  return toIso(count < 1e11 ? count * 1000 : count)
}

const numeric =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?)?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/

function readNumeric(text: string, timeZone: string): string | undefined {
  const match = numeric.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', half, zone] =
    match
  const wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Math.floor(Number(`0.${fraction}`) * 1000),
  }
  if (!isReal(wall)) return undefined
  return toIso(zone ? utc(wall) - offsetOf(zone) : instantOf(wall, timeZone))
}

/** Dates in words, such as `Tue, 01 Jan 2019 08:00:00 +0800` or `July 4, 2019`. */
function readWords(text: string, timeZone: string): string | undefined {
  if (!/\b\d{4}\b/.test(text) || !/[a-z]{3}/i.test(text)) return undefined
  if (/(?:Z|UTC|GMT|[ECMP][SD]T|[+-]\d{2}:?\d{2})(?:\s*\([^)]*\))?$/.test(text)) {
    return toIso(Date.parse(text))
  }
  const time = Date.parse(`${text} UTC`)
  if (Number.isNaN(time)) return undefined
  const date = new Date(time)
  const wall = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: 0,
  }
  return toIso(instantOf(wall, timeZone))
}

function isReal({ year, month, day, hour, minute, second }: WallClock): boolean {
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59
  )
}

function utc({ year, month, day, hour, minute, second, millisecond }: WallClock): number {
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
}

function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}

/** The instant at which clocks in `timeZone` show `wall`: of two the first, of none the one after. */
function instantOf(wall: WallClock, timeZone: string): number {
  const shown = utc(wall)
  const before = shown - zoneOffset(shown - 86_400_000, timeZone)
  if (before + zoneOffset(before, timeZone) === shown) return before
  const after = shown - zoneOffset(shown + 86_400_000, timeZone)
  return after + zoneOffset(after, timeZone) === shown ? after : before
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far clocks in `timeZone` are ahead of UTC at the instant `time`, in milliseconds. */
function zoneOffset(time: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-gregory', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, millisecond: 0 }
  for (const { type, value } of format.formatToParts(time)) {
    if (type in shown) shown[type as keyof typeof shown] = Number(value)
  }
  return utc(shown) - Math.floor(time / 1000) * 1000
}

function toIso(time: number): string | undefined {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
