import { expect, test } from 'vitest'
import { evidenceText } from '../../../worker/evaluate/evidence-text.ts'
import { door, judge } from './shop.ts'

test.each([
  ['Enabled', 'Enabled'],
  ['', ''],
  [true, 'true'],
  [false, 'false'],
  [0, '0'],
  [2.5, '2.5'],
  [null, '-'],
  [undefined, '-'],
  [[], 'none'],
  [['a', 'b'], 'a, b'],
  [[1, null, { a: 1 }, ['b']], '1, -, {"a":1}, ["b"]'],
  [{ a: [1, 'b'] }, '{"a":[1,"b"]}'],
  [new Date('2026-01-01T00:00:00Z'), '2026-01-01T00:00:00.000Z'],
  ['two\r\nlines\tand \u0000a \u001b[31mcolour\u009b', 'two lines and a [31mcolour'],
])('%j is shown as "%s"', (value, shown) => {
  expect(evidenceText(value)).toBe(shown)
})

test('a long list ends with how many more there are', () => {
  const list = Array.from({ length: 25 }, (_, index) => `item-${index}`)
  expect(evidenceText(list)).toMatch(/^item-0, .*, item-19 and 5 more$/)
})

test('a long text is cut, never inside a character', () => {
  expect(evidenceText('a'.repeat(3000))).toHaveLength(2000)
  const shown = evidenceText('👍'.repeat(1500))
  expect(shown.length).toBeLessThanOrEqual(2000)
  expect(shown.isWellFormed()).toBe(true)
})

test('evidence that cannot be made out is shown as absent and never changes the verdict', () => {
  const evidence = [
    { setting: 'Age', actual: 'daysSince(resource.made, now)', expected: 'young' },
    { setting: 'Key', actual: 'resource.keys[7]', expected: 'a key' },
  ]
  const verdict = judge('true', door({ made: 'long ago', keys: [] }), { evidence })
  expect(verdict).toEqual({
    cid: 1,
    result: 'PASS',
    evidence: [
      { setting: 'Age', actual: '-', expected: 'young' },
      { setting: 'Key', actual: '-', expected: 'a key' },
    ],
  })
})
