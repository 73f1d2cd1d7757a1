import { hash } from 'node:crypto'

/** JSON with the keys of every object in order, so that the same facts are the same text in every run. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isRecord(part) ? sorted(part) : part))
}

/** A short digest, for comparing what is stored with what was found. */
export const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)

/** A copy whose texts the database and every reader can hold: without NUL and without halves of characters. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string')
    return value.includes('\0') ? value.replaceAll('\0', '�').toWellFormed() : value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [wellFormed(key), wellFormed(part)]))
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sorted = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)))
