import { expect, test } from 'vitest'
import { type InboundRule, internetOpenings } from '../../../worker/facts/internet-openings.ts'

const tcp = (from: number, to: number, ...sources: string[]): InboundRule => ({ protocol: 'tcp', from, to, sources })
const [low, high] = ['0.0.0.0/1', '128.0.0.0/1']

test('rules from some places open nothing', () => {
  expect(internetOpenings([tcp(22, 22, '198.51.100.0/24'), tcp(0, 65_535, '10.0.0.0/8', low)])).toEqual([])
})

test('an opening names the sources that are the internet, and not those beside them', () => {
  expect(internetOpenings([tcp(22, 22, '198.51.100.0/24', '0.0.0.0/0', '::/0')])).toEqual([
    { protocol: 'tcp', from: 22, to: 22, families: ['ipv4', 'ipv6'], sources: ['0.0.0.0/0', '::/0'] },
  ])
  expect(internetOpenings([tcp(22, 22, low, high, '2001:db8::/32')])).toEqual([
    { protocol: 'tcp', from: 22, to: 22, families: ['ipv4'], sources: [low, high] },
  ])
})

test('two halves in two rules open the ports that both cover', () => {
  expect(internetOpenings([tcp(1, 30, low), tcp(20, 90, high)])).toEqual([
    { protocol: 'tcp', from: 20, to: 30, families: ['ipv4'], sources: [low, high] },
  ])
  expect(internetOpenings([tcp(1, 19, low), tcp(20, 90, high)])).toEqual([])
})

test('half by one protocol and half by all of them open that protocol', () => {
  expect(internetOpenings([tcp(22, 22, low), { protocol: 'any', from: 0, to: 65_535, sources: [high] }])).toEqual([
    { protocol: 'tcp', from: 22, to: 22, families: ['ipv4'], sources: [low, high] },
  ])
  const udp = { protocol: 'udp', from: 22, to: 22, sources: [high] }
  expect(internetOpenings([tcp(22, 22, low), udp])).toEqual([])
})

test('what a rule opens by itself is not told twice', () => {
  expect(internetOpenings([tcp(22, 22, low, high), tcp(20, 25, '0.0.0.0/0')])).toHaveLength(2)
})
