import { describe, expect, test } from 'vitest'
import { internetFamilies } from '../../../worker/facts/internet.ts'

const halves = (length: number) =>
  Array.from({ length: 2 ** length }, (_, index) => `${index * 2 ** (8 - length)}.0.0.0/${length}`)

describe('the whole internet is', () => {
  test.each([
    [['0.0.0.0/0'], ['ipv4']],
    [['::/0'], ['ipv6']],
    [['0:0:0:0:0:0:0:0/0'], ['ipv6']],
    [[' 0.0.0.0/0 '], ['ipv4']],
    [
      ['0.0.0.0/0', '::/0'],
      ['ipv4', 'ipv6'],
    ],
    [['203.0.113.7/0'], ['ipv4']],
    [['0.0.0.0/1', '128.0.0.0/1'], ['ipv4']],
    [['::/1', '8000::/1'], ['ipv6']],
    [['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3', '224.0.0.0/3'], ['ipv4']],
    [halves(5), ['ipv4']],
    [[...halves(3), '10.0.0.0/8', 'nonsense'], ['ipv4']],
  ])('%j', (cidrs, families) => {
    expect(internetFamilies(cidrs)).toEqual(families)
  })
})

describe('less than the internet is', () => {
  test.each([
    [[]],
    [['0.0.0.0/1']],
    [['0.0.0.0/1', '0.0.0.0/1']],
    [['128.0.0.0/1', '::/0/0']],
    [['0.0.0.0/1', '8000::/1']],
    [halves(5).slice(1)],
    [['0.0.0.0']],
    [['0.0.0.0/33', '::/129', '0.0.0.0/-0', '0.0.0.0/', '256.0.0.0/0', '1.2.3/0', ':::/0', '1::2::3/0', 'g::/0', '*']],
    [['0.0.0.0/0x0', '0.0.0.0/0e1', '٠.0.0.0/0']],
  ])('%j', (cidrs) => {
    expect(internetFamilies(cidrs)).toEqual([])
  })
})
