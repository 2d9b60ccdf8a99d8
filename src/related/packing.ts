import { Buffer } from 'node:buffer'

// Numbers go to D1 as base64 text: a BLOB comes back from it as a JSON array, at four times the
// length and many times the work. Little-endian, as every machine that runs this is.

/** Packs numbers into text. */
export function packNumbers(numbers: Uint32Array | Uint16Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')
}

/** Reads counts that {@link packNumbers} packed. */
export function unpackCounts(text: string): Uint32Array {
  const bytes = aligned(text)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
}

/** Reads counters that {@link packNumbers} packed. */
export function unpackCounters(text: string): Uint16Array {
  const bytes = aligned(text)
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1)
}

function aligned(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
}
