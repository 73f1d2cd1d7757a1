import { expect, test } from 'vitest'
import { type FirewallRule, firewallOpenings, trafficText } from '../../../worker/facts/gcp-firewall.ts'
import { opens } from '../../../worker/facts/openings.ts'

const ssh = [{ IPProtocol: 'tcp', ports: ['22'] }]
const rule = (rest: FirewallRule): FirewallRule => ({
  direction: 'INGRESS',
  sourceRanges: ['0.0.0.0/0'],
  allowed: ssh,
  ...rest,
})
const isOpen = (rest: FirewallRule, port = 22, protocol = 'tcp') => opens(firewallOpenings(rule(rest)), protocol, port)

test('a rule for the whole internet opens its port, and no other', () => {
  expect(isOpen({})).toBe(true)
  expect(isOpen({}, 23)).toBe(false)
  expect(isOpen({}, 22, 'udp')).toBe(false)
})

test('a disabled rule opens nothing', () => {
  expect(firewallOpenings(rule({ disabled: true }))).toEqual([])
})

test('a rule for outgoing traffic opens nothing; one without a direction is for incoming traffic', () => {
  expect(isOpen({ direction: 'EGRESS' })).toBe(false)
  expect(isOpen({ direction: undefined })).toBe(true)
})

test.each([undefined, null, []])('ports of %j are every port', (ports) => {
  const allowed = [{ IPProtocol: 'tcp', ports }]
  expect([0, 22, 65_535].map((port) => isOpen({ allowed }, port))).toEqual([true, true, true])
})

test.each([
  [['80', '443', '20-25'], true],
  [['22-22'], true],
  [[' 22 '], true],
  [['0-65535'], true],
  [['220', '2-21', '23-30'], false],
  [['http'], true],
])('ports %j open SSH: %s', (ports, expected) => {
  expect(isOpen({ allowed: [{ IPProtocol: 'tcp', ports }] })).toBe(expected)
})

test.each([
  ['all', true],
  ['ALL', true],
  ['6', true],
  ['TCP', true],
  ['17', false],
  ['udp', false],
  ['1', false],
  ['icmp', false],
  ['sctp', false],
  ['0', false],
])('protocol %s opens SSH over TCP: %s', (IPProtocol, expected) => {
  expect(isOpen({ allowed: [{ IPProtocol }] })).toBe(expected)
})

test('protocol 17 is UDP', () => {
  expect(isOpen({ allowed: [{ IPProtocol: '17', ports: ['3389'] }] }, 3389, 'udp')).toBe(true)
})

test.each([
  [['::/0'], ['ipv6']],
  [
    ['0.0.0.0/0', '::/0'],
    ['ipv4', 'ipv6'],
  ],
  [['0.0.0.0/1', '128.0.0.0/1'], ['ipv4']],
  [['::/1', '8000::/1'], ['ipv6']],
  [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/1'], ['ipv4']],
])('%j is the internet over %j', (sourceRanges, expected) => {
  expect(firewallOpenings(rule({ sourceRanges })).map(({ families }) => families)).toEqual([expected])
})

test.each([
  [['0.0.0.0/1']],
  [['10.0.0.0/8', '35.235.240.0/20']],
  [['0.0.0.0/1', '128.0.0.0/2']],
  [['0.0.0.0']],
  [['2001:db8::/32']],
])('%j is not the internet', (sourceRanges) => {
  expect(firewallOpenings(rule({ sourceRanges }))).toEqual([])
})

test('sources that are tags or service accounts alone are not the internet', () => {
  expect(isOpen({ sourceRanges: undefined, sourceTags: ['bastion'] })).toBe(false)
  expect(isOpen({ sourceRanges: [], sourceServiceAccounts: ['app@shop.iam.gserviceaccount.com'] })).toBe(false)
})

test('a range counts beside tags, as either of them is enough', () => {
  expect(isOpen({ sourceTags: ['bastion'] })).toBe(true)
})

test('a rule that names no source at all is for everybody', () => {
  expect(isOpen({ sourceRanges: undefined })).toBe(true)
  expect(isOpen({ sourceRanges: [], sourceTags: [], sourceServiceAccounts: [] })).toBe(true)
})

test('a rule that denies opens nothing', () => {
  expect(firewallOpenings({ ...rule({ allowed: undefined }), denied: ssh } as FirewallRule)).toEqual([])
})

test('the sources told are the widest that together are the internet', () => {
  const sourceRanges = ['10.0.0.0/8', '128.0.0.0/1', '192.0.2.1/32', '0.0.0.0/1', '2001:db8::/32']
  expect(firewallOpenings(rule({ sourceRanges }))[0]?.sources).toEqual(['0.0.0.0/1', '128.0.0.0/1'])
  expect(firewallOpenings(rule({ sourceRanges: [...sourceRanges, '0.0.0.0/0'] }))[0]?.sources).toEqual(['0.0.0.0/0'])
})

test('five thousand ranges, the most that a rule may have, are judged in a moment', () => {
  const sourceRanges = Array.from({ length: 4_998 }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`)
  const began = performance.now()
  expect(isOpen({ sourceRanges: [...sourceRanges, '128.0.0.0/1', '0.0.0.0/1'] })).toBe(true)
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('traffic reads as one would write it', () => {
  expect(trafficText([{ IPProtocol: 'tcp', ports: ['22', '80-90'] }, { IPProtocol: 'icmp' }])).toEqual([
    'tcp:22,80-90',
    'icmp',
  ])
  expect(trafficText(undefined)).toEqual([])
})
