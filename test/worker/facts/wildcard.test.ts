import { expect, test } from 'vitest'
import { matchesWildcard } from '../../../worker/facts/wildcard.ts'

test.each([
  ['*', '', true],
  ['', '', true],
  ['?', '', false],
  ['s3:*', 's3:GetObject', true],
  ['s3:Get*', 's3:PutObject', false],
  ['*Object', 's3:GetObject', true],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXbYbZ', false],
  ['a?c', 'abc', true],
  ['a?c', 'abbc', false],
  ['a.c', 'abc', false],
  ['**', 'anything', true],
])('%s on %s: %s', (pattern, text, matches) => {
  expect(matchesWildcard(pattern, text)).toBe(matches)
})

test('a hostile pattern costs little', () => {
  const began = performance.now()
  expect(matchesWildcard(`${'*a'.repeat(2000)}b`, 'a'.repeat(20_000))).toBe(false)
  expect(performance.now() - began).toBeLessThan(5000)
})
