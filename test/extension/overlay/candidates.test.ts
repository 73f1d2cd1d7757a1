import { expect, test } from 'vitest'
import { candidates } from '../../../extension/overlay/candidates.ts'

test.each<readonly [text: string, found: readonly string[]]>([
  ['  orders ', ['orders']],
  ['sg-0a1b2c3d (web)', ['sg-0a1b2c3d (web)', 'sg-0a1b2c3d']],
  ['Instance summary for i-0a1b2c3d4e5f60718', ['Instance summary for i-0a1b2c3d4e5f60718', 'i-0a1b2c3d4e5f60718']],
  ['See arn:aws:s3:::orders.', ['See arn:aws:s3:::orders.', 'arn:aws:s3:::orders']],
  ['x', []],
  ['', []],
])('%j', (text, found) => expect(candidates(text)).toEqual(found))

test('a text too long to be a name is searched for ids only', () => {
  expect(candidates(`${'long '.repeat(80)}vpc-0a1b2c3d`)).toEqual(['vpc-0a1b2c3d'])
})

test('ids of Azure and Google are found within a text', () => {
  const arm =
    '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web'
  expect(candidates(`Resource id: ${arm}`)).toContain(arm)
  expect(candidates('of //storage.googleapis.com/logs now')).toContain('//storage.googleapis.com/logs')
  expect(candidates('in projects/acme-shop/global/networks/default')).toContain(
    'projects/acme-shop/global/networks/default',
  )
})

test('a text of any length and kind takes no time', () => {
  expect(candidates('a'.repeat(20_000))).toEqual([])
  const texts = ['a-', 'arn:aws:', '/subscriptions/', '-0a1b2c3d', 'projects/', 'abcdefghijkl-'].map((part) =>
    part.repeat(10_000 / part.length),
  )
  for (const text of texts) {
    // The best of several: a busy machine only adds to it.
    const times = [1, 2, 3, 4, 5].map(() => {
      const start = performance.now()
      candidates(text)
      return performance.now() - start
    })
    expect(Math.min(...times), text.slice(0, 20)).toBeLessThan(40)
  }
})
