import { expect, test } from 'vitest'
import { type Opening, openingsText, opens } from '../../../worker/facts/openings.ts'

const opening = (more: Partial<Opening>): Opening => ({
  ...{ protocol: 'tcp', from: 22, to: 22, families: ['ipv4'], sources: ['0.0.0.0/0'] },
  ...more,
})

test('a range opens the ports within it, ends included', () => {
  const list = [opening({ from: 20, to: 25 })]
  expect([19, 20, 22, 25, 26].map((port) => opens(list, 'tcp', port))).toEqual([false, true, true, true, false])
})

test('another protocol opens nothing, all protocols open every port', () => {
  expect(opens([opening({ protocol: 'udp' })], 'tcp', 22)).toBe(false)
  expect(opens([opening({ protocol: 'icmp', from: 0, to: 65_535 })], 'tcp', 22)).toBe(false)
  expect(opens([opening({ protocol: 'any', from: 0, to: 0 })], 'tcp', 22)).toBe(true)
})

test('an address family can be asked for', () => {
  const list = [opening({ families: ['ipv6'], sources: ['::/0'] })]
  expect(opens(list, 'tcp', 22)).toBe(true)
  expect(opens(list, 'tcp', 22, 'ipv6')).toBe(true)
  expect(opens(list, 'tcp', 22, 'ipv4')).toBe(false)
})

test('openings are told in one line, those of other ports left out', () => {
  const list = [
    opening({ rule: 'ssh' }),
    opening({ from: 443, to: 443 }),
    opening({ from: 0, to: 65_535, sources: ['0.0.0.0/1', '128.0.0.0/1'] }),
    opening({ protocol: 'any', from: 0, to: 0, sources: ['::/0'] }),
  ]
  expect(openingsText(list, 'tcp', 22)).toBe(
    'ssh: tcp 22 from 0.0.0.0/0; tcp 0-65535 from 0.0.0.0/1, 128.0.0.0/1; all traffic from ::/0',
  )
  expect(openingsText([], 'tcp', 22)).toBe('none')
})
