import { daysSince } from '../facts/age.ts'
import { type Opening, openingsText, opens } from '../facts/openings.ts'
import { bool, int, listOf, type Shape, text, time } from './shape.ts'

/** A function that controls may call. Arguments are never null; whatever it throws makes the answer UNKNOWN. */
export type CelFunction = {
  /** CEL declarations; empty for what the CEL library declares itself. */
  readonly signatures: readonly string[]
  readonly result: Shape
  readonly call: (...args: never[]) => unknown
}

const timestamp = 'google.protobuf.Timestamp'
const define = (result: Shape, call: CelFunction['call'], ...signatures: string[]): CelFunction => ({
  result,
  call,
  signatures,
})

/**
 * Every function that a control may call; those called on a value (`text.contains("x")`) start with a dot. A name that
 * is not here is refused when the control is loaded, `matches` above all: its regular expressions can backtrack for
 * hours.
 */
export const functions: ReadonlyMap<string, CelFunction> = new Map([
  [
    'opens',
    define(
      bool,
      (list: readonly Opening[], protocol: string, port: number, family?: 'ipv4' | 'ipv6') =>
        opens(list, protocol, port, family),
      'opens(list<Opening>, string, int): bool',
      'opens(list<Opening>, string, int, string): bool',
    ),
  ],
  [
    'openingsText',
    define(
      text,
      (list: readonly Opening[], protocol: string, port: number, family?: 'ipv4' | 'ipv6') =>
        openingsText(list, protocol, port, family),
      'openingsText(list<Opening>, string, int): string',
      'openingsText(list<Opening>, string, int, string): string',
    ),
  ],
  ['daysSince', define(int, daysSince, `daysSince(string, ${timestamp}): int`)],
  ['timestamp', define(time, parseTime)],
  ['size', define(int, size)],
  ['string', define(text, (value: string | number | boolean) => String(value))],
  ['.size', define(int, size)],
  ['.contains', define(bool, (value: string, part: string) => value.includes(part))],
  ['.startsWith', define(bool, (value: string, part: string) => value.startsWith(part))],
  ['.endsWith', define(bool, (value: string, part: string) => value.endsWith(part))],
  ['.lowerAscii', define(text, (value: string) => value.replace(/[A-Z]+/g, (part) => part.toLowerCase()))],
  ['.split', define(listOf(text), (value: string, separator: string) => value.split(separator))],
  ['.join', define(text, (list: readonly string[], separator = '') => list.join(separator))],
])

function size(value: string | readonly unknown[] | Readonly<Record<string, unknown>>): number {
  if (Array.isArray(value)) return value.length
  return typeof value === 'string' ? [...value].length : Object.keys(value).length
}

function parseTime(value: string): Date {
  const parsed = new Date(value)
  if (Number.isNaN(parsed.getTime())) throw new RangeError('not a time')
  return parsed
}
