import { expect, test } from 'vitest'
import { type AclEntry, aclOpenings } from '../../../worker/facts/acl-openings.ts'
import { opens } from '../../../worker/facts/openings.ts'

const allow = (number: number, source: string, more: Partial<AclEntry> = {}): AclEntry => ({
  ...{ number, source, protocol: 'any', from: 0, to: 65_535, isAllowed: true },
  ...more,
})
const deny = (number: number, source: string, more: Partial<AclEntry> = {}) =>
  allow(number, source, { isAllowed: false, ...more })
const tcp = (from: number, to = from) => ({ protocol: 'tcp', from, to })

/** Of some ports, those that the internet reaches by TCP. */
const reached = (entries: readonly AclEntry[], ports: readonly number[], family?: 'ipv4' | 'ipv6') =>
  ports.filter((port) => opens(aclOpenings(entries), 'tcp', port, family))

test('the entry of the lowest number decides, whatever its place in the list', () => {
  expect(reached([allow(100, '0.0.0.0/0'), deny(90, '0.0.0.0/0', tcp(22))], [21, 22, 23])).toEqual([21, 23])
  expect(reached([deny(110, '0.0.0.0/0', tcp(22)), allow(100, '0.0.0.0/0')], [22])).toEqual([22])
})

test('a denial counts where it covers what is allowed, alone or with others', () => {
  const all = allow(100, '0.0.0.0/0')
  expect(reached([deny(10, '10.0.0.0/8'), all], [22])).toEqual([22])
  expect(reached([deny(10, '0.0.0.0/1'), all], [22])).toEqual([22])
  expect(reached([deny(10, '0.0.0.0/1'), deny(20, '128.0.0.0/1'), all], [22])).toEqual([])
})

test('halves of the internet open a port together, unless one of them was denied before', () => {
  const halves = [allow(100, '0.0.0.0/1', tcp(20, 25)), allow(110, '128.0.0.0/1', tcp(22, 3389))]
  expect(reached(halves, [21, 22, 25, 26])).toEqual([22, 25])
  expect(reached([deny(90, '0.0.0.0/1'), ...halves], [22])).toEqual([])
})

test('the families are judged apart', () => {
  const entries = [deny(90, '0.0.0.0/0'), allow(100, '::/0'), allow(110, '0.0.0.0/0')]
  expect(reached(entries, [22], 'ipv4')).toEqual([])
  expect(reached(entries, [22], 'ipv6')).toEqual([22])
})

test('a protocol closes and opens itself alone', () => {
  const all = allow(100, '0.0.0.0/0')
  expect(reached([deny(90, '0.0.0.0/0', { protocol: 'udp' }), all], [22])).toEqual([22])
  expect(reached([deny(90, '0.0.0.0/0', { protocol: 'icmp' }), all], [22])).toEqual([22])
  expect(reached([allow(90, '0.0.0.0/0', { protocol: '47' })], [22])).toEqual([])
  expect(opens(aclOpenings([allow(90, '0.0.0.0/0', { protocol: 'udp', from: 53, to: 53 })]), 'udp', 53)).toBe(true)
})

test('neighbouring ports that the same entry opens are one opening, which names it', () => {
  expect(aclOpenings([allow(100, '0.0.0.0/0', tcp(20, 30)), deny(110, '0.0.0.0/0', tcp(25))])).toEqual([
    { protocol: 'tcp', from: 20, to: 30, families: ['ipv4'], sources: ['0.0.0.0/0'], rule: 'rule 100' },
  ])
  expect(aclOpenings([deny(90, '0.0.0.0/0', tcp(25)), allow(100, '0.0.0.0/0', tcp(20, 30))])).toMatchObject([
    { from: 20, to: 24 },
    { from: 26, to: 30 },
  ])
})

test('a source that is no address range opens and closes nothing', () => {
  expect(aclOpenings([allow(100, ''), allow(110, 'everywhere')])).toEqual([])
  expect(reached([deny(90, 'everywhere'), allow(100, '0.0.0.0/0')], [22])).toEqual([22])
})
