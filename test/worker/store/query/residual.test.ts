import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matches } from '../../../../shared/query/matches.ts'
import type { Query, Value } from '../../../../shared/query/query.ts'
import { tokensOf } from '../../../../shared/query/tokens-of.ts'
import { residual } from '../../../../worker/store/query/residual.ts'

const on = (token: string, value: Value): Query => ({ kind: 'test', token, test: { is: 'equal', value } })
const and = (...of: Query[]): Query => ({ kind: 'and', of })
const or = (...of: Query[]): Query => ({ kind: 'or', of })
const not = (of: Query): Query => ({ kind: 'not', of })

test('what is known of a control or a counter leaves only what must be looked up', () => {
  const known = (token: string) => (token === 'control.result' ? ['FAIL'] : token === 'cloud' ? [] : undefined)
  const name = on('resource.name', 'x')
  expect(residual(and(on('control.result', 'FAIL'), name), known)).toEqual(name)
  expect(residual(and(on('control.result', 'PASS'), name), known)).toEqual({ kind: 'false' })
  expect(residual(or(on('control.result', 'fail'), name), known)).toEqual({ kind: 'true' })
  expect(residual(not(on('control.result', 'PASS')), known)).toEqual({ kind: 'true' })
  expect(residual(not(not(name)), known)).toEqual(name)
  expect(residual({ kind: 'test', token: 'cloud', test: { is: 'null' } }, known)).toEqual({ kind: 'true' })
  expect(residual({ kind: 'nested', token: 'tag', of: and(or(), on('tag.key', 'a')) }, known)).toEqual({
    kind: 'false',
  })
})

const token = fc.constantFrom('a', 'b', 'c', 'd')
const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(token, fc.constantFrom(1, 2)).map(([name, value]) => on(name, value)),
    token.map((name): Query => ({ kind: 'test', token: name, test: { is: 'null' } })),
    fc.array(tie('query'), { maxLength: 3 }).map((of) => and(...of)),
    fc.array(tie('query'), { maxLength: 3 }).map((of) => or(...of)),
    tie('query').map(not),
  ),
}))

test('the residual finds what the whole query finds, and asks for nothing that is known', () => {
  const values = fc.record({ a: numbers(), b: numbers(), c: numbers(), d: numbers() })
  fc.assert(
    fc.property(query, values, (asked, row) => {
      const valuesOf = (name: string) => row[name as keyof typeof row]
      const left = residual(asked, (name) => (name === 'a' || name === 'b' ? valuesOf(name) : undefined))
      const facts = { values: valuesOf, elements: () => [] }
      expect(matches(left, facts)).toBe(matches(asked, facts))
      expect([...tokensOf(left)].filter((name) => name === 'a' || name === 'b')).toEqual([])
    }),
    { numRuns: 1000, seed: 4 },
  )
})

function numbers() {
  return fc.subarray([1, 2])
}
