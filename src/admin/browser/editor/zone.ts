/** A time as `datetime-local` wants it, in `zone`: `2026-11-24T19:30`. */
export function localText(time: string, zone: string): string {
  const parts = partsOf(Date.parse(time), zone)
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

/** The instant at which clocks in `zone` show `text`; null where it cannot be read. */
export function instantOf(text: string, zone: string): string | null {
  const wanted = Date.parse(`${text}Z`)
  if (Number.isNaN(wanted)) return null
  // What a clock in the zone shows at a guess tells how far off the guess is; twice, because the
  // offset may change between the two.
  let guess = wanted
  for (let round = 0; round < 2; round++) guess += wanted - shownAt(guess, zone)
  return new Date(guess).toISOString()
}

function shownAt(time: number, zone: string): number {
  const { year, month, day, hour, minute } = partsOf(time, zone)
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`)
}

function partsOf(time: number, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  } as Intl.DateTimeFormatOptions)
  return Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]))
}
