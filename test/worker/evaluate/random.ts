import type { Shape } from '../../../worker/evaluate/shape.ts'

export type Random = () => number

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pick = <Item>(items: readonly Item[], random: Random): Item => items[Math.floor(random() * items.length)] as Item

const oddities: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x'.repeat(5000),
  '\u202e\u0000<b>',
  '2025-02-30T99:00:00Z',
  [],
  [null],
  [[[]]],
  {},
  { __proto__: null, constructor: 'x' },
  Array.from({ length: 300 }, (_, index) => ({ index })),
]

/** A configuration with most fields as they should be, some absent and, unless told not to, some of another kind. */
export const randomConfig = (shape: Shape, random: Random, odd = 0.15): Record<string, unknown> =>
  Object.fromEntries(
    [...(shape.fields ?? [])]
      .filter(() => random() > 0.2)
      .map(([name, field]) => [name, randomValue(field, random, odd)]),
  )

function randomValue(shape: Shape, random: Random, odd: number): unknown {
  if (random() < odd) return pick(oddities, random)
  const several = (): number[] => Array.from({ length: Math.floor(random() * 4) }, (_, index) => index)
  switch (shape.kind) {
    case 'string':
      return pick([...(shape.words ?? []), '2025-06-01T00:00:00Z', 'tcp', '*', 'name'], random)
    case 'int':
      return Math.floor(random() * 200)
    case 'double':
      return random() * 200
    case 'bool':
      return random() < 0.5
    case 'list':
      return several().map(() => randomValue(shape.element ?? { kind: 'dyn' }, random, odd))
    case 'map':
      return Object.fromEntries(
        several().map((key) => [`key ${key}`, randomValue(shape.element ?? { kind: 'dyn' }, random, odd)]),
      )
    case 'object':
      return randomConfig(shape, random, odd)
    default:
      return pick(oddities, random)
  }
}
