import { describe, expect, test } from 'vitest'
import { coversCidrs } from '../../../worker/facts/internet.ts'
import { azureCloudOpenings, internetOpenings } from '../../../worker/facts/nsg.ts'
import { readInboundRules } from '../../../worker/facts/nsg-rules.ts'
import { openingsText, opens } from '../../../worker/facts/openings.ts'

type Properties = Record<string, unknown>

let next = 100
/** A rule that lets everybody in everywhere, but for what is said. */
const rule = (properties: Properties = {}) => ({
  name: (properties.name as string | undefined) ?? 'rule',
  properties: {
    direction: 'Inbound',
    access: 'Allow',
    priority: next++,
    protocol: 'Tcp',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '22',
    ...properties,
  },
})
const deny = (properties: Properties = {}) => rule({ access: 'Deny', ...properties })

const openingsOf = (...rules: unknown[]) => internetOpenings(readInboundRules(rules) ?? expect.fail('not understood'))
const isOpen = (...rules: unknown[]) => opens(openingsOf(...rules), 'tcp', 22)

describe('a source is the internet', () => {
  test.each(['*', 'Internet', 'internet', 'INTERNET', 'Any', '0.0.0.0/0', '::/0', '10.1.2.3/0', '0.0.0.0', '/0'])(
    'when it is written %s',
    (sourceAddressPrefix) => expect(isOpen(rule({ sourceAddressPrefix }))).toBe(true),
  )

  test('when one of several prefixes is', () => {
    expect(isOpen(rule({ sourceAddressPrefix: '', sourceAddressPrefixes: ['10.0.0.0/8', 'Internet'] }))).toBe(true)
  })

  test('when its prefixes add up to it', () => {
    const sourceAddressPrefixes = ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/2']
    expect(isOpen(rule({ sourceAddressPrefix: undefined, sourceAddressPrefixes }))).toBe(true)
    expect(isOpen(rule({ sourceAddressPrefix: null, sourceAddressPrefixes: sourceAddressPrefixes.slice(1) }))).toBe(
      false,
    )
  })

  test('when several rules add up to it', () => {
    const halves = [
      rule({ name: 'low', sourceAddressPrefix: '0.0.0.0/1' }),
      rule({ name: 'high', sourceAddressPrefix: '128.0.0.0/1', destinationPortRange: '20-30' }),
    ]
    expect(openingsOf(...halves)).toEqual([
      {
        protocol: 'tcp',
        from: 22,
        to: 22,
        families: ['ipv4'],
        sources: ['0.0.0.0/1', '128.0.0.0/1'],
        rule: 'low + high',
      },
    ])
  })

  test.each(['VirtualNetwork', 'AzureLoadBalancer', 'Storage.WestEurope', 'AzureCloud', '203.0.113.0/24', '10.0.0.4'])(
    'but not when it is %s',
    (sourceAddressPrefix) => expect(isOpen(rule({ sourceAddressPrefix }))).toBe(false),
  )

  test('but not when it is an application security group', () => {
    const sourceApplicationSecurityGroups = [{ id: '/subscriptions/s/…/applicationSecurityGroups/web' }]
    expect(isOpen(rule({ sourceAddressPrefix: undefined, sourceApplicationSecurityGroups }))).toBe(false)
  })
})

describe('ports and protocols', () => {
  test.each([
    [{ destinationPortRange: '*' }],
    [{ destinationPortRange: '20-30' }],
    [{ destinationPortRange: '', destinationPortRanges: ['80', '22'] }],
    [{ destinationPortRange: '443', destinationPortRanges: ['20-22'] }],
    [{ protocol: '*' }],
    [{ protocol: 'TCP' }],
    [{ protocol: 'tcp' }],
    [{ direction: 'inbound', access: 'allow' }],
  ])('%o opens port 22', (properties) => expect(isOpen(rule(properties))).toBe(true))

  test.each([
    [{ destinationPortRange: '80' }],
    [{ destinationPortRange: '2200' }],
    [{ destinationPortRange: '23-65535' }],
    [{ protocol: 'Udp' }],
    [{ protocol: 'Icmp', destinationPortRange: '*' }],
    [{ direction: 'Outbound' }],
    [{ protocol: '*', destinationPortRange: '80' }],
  ])('%o does not', (properties) => expect(isOpen(rule(properties))).toBe(false))

  test('any protocol on one port is not all traffic', () => {
    const openings = openingsOf(rule({ protocol: '*', destinationPortRange: '80' }))
    expect(openings.map(({ protocol, from, to }) => `${protocol} ${from}-${to}`)).toEqual(['tcp 80-80', 'udp 80-80'])
  })

  test('any protocol on every port is', () => {
    const [opening] = openingsOf(rule({ name: 'all', protocol: '*', destinationPortRange: '*' }))
    expect(opening).toMatchObject({ protocol: 'any', families: ['ipv4', 'ipv6'], rule: 'all', sources: ['*'] })
  })

  test('the families are those of the source', () => {
    expect(openingsOf(rule({ sourceAddressPrefix: '::/0' }))[0]?.families).toEqual(['ipv6'])
    expect(openingsOf(rule({ sourceAddressPrefix: '0.0.0.0/0' }))[0]?.families).toEqual(['ipv4'])
  })

  test('the evidence names the rule, the ports and the source', () => {
    const openings = openingsOf(rule({ name: 'allow-ssh', destinationPortRange: '20-30' }))
    expect(openingsText(openings, 'tcp', 22)).toBe('allow-ssh: tcp 20-30 from *')
  })
})

describe('a Deny', () => {
  test('shadows an Allow that comes after it', () => expect(isOpen(deny(), rule())).toBe(false))

  test('shadows nothing that comes before it', () => expect(isOpen(rule(), deny())).toBe(true))

  test('is ordered by priority, not by place', () => {
    expect(isOpen(rule({ priority: 300 }), deny({ priority: 200 }))).toBe(false)
    expect(isOpen(deny({ priority: 300 }), rule({ priority: 200 }))).toBe(true)
  })

  test.each([
    [{ sourceAddressPrefix: '203.0.113.0/24' }],
    [{ sourceAddressPrefix: '0.0.0.0/1' }],
    [{ sourceAddressPrefix: 'VirtualNetwork' }],
    [{ sourceAddressPrefix: 'AzureCloud' }],
    [{ sourceAddressPrefix: '0.0.0.0' }],
    [{ destinationPortRange: '23-65535' }],
    [{ protocol: 'Udp' }],
    [{ direction: 'Outbound' }],
    [{ destinationAddressPrefix: '10.0.0.4' }],
    [{ destinationAddressPrefix: 'VirtualNetwork' }],
    [{ sourcePortRange: '1024-65535' }],
    [{ sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: [{ id: 'web' }] }],
  ])('of %o leaves port 22 open', (properties) => expect(isOpen(deny(properties), rule())).toBe(true))

  test.each([
    [{ sourceAddressPrefix: 'Internet', protocol: '*', destinationPortRange: '*' }],
    [{ sourceAddressPrefix: '', sourceAddressPrefixes: ['0.0.0.0/0', '::/0'] }],
    [{ sourceAddressPrefix: '', sourceAddressPrefixes: ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'] }],
    [{ destinationPortRange: undefined, destinationPortRanges: ['0-21', '22-100'] }],
    [{ protocol: 'TCP' }],
  ])('of %o closes it', (properties) => expect(isOpen(deny(properties), rule())).toBe(false))

  test('of IPv4 leaves IPv6 open', () => {
    const openings = openingsOf(deny({ sourceAddressPrefix: '0.0.0.0/0' }), rule())
    expect(openings.map(({ families }) => families)).toEqual([['ipv6']])
  })

  test('takes its ports out of the middle of an Allow', () => {
    const openings = openingsOf(deny({ destinationPortRange: '22' }), rule({ destinationPortRange: '20-30' }))
    expect(openings.map(({ from, to }) => [from, to])).toEqual([
      [20, 21],
      [23, 30],
    ])
  })

  test('takes its ports out of an Allow of everything', () => {
    const openings = openingsOf(
      deny({ destinationPortRange: '22' }),
      rule({ protocol: '*', destinationPortRange: '*' }),
    )
    expect(opens(openings, 'tcp', 22)).toBe(false)
    expect(opens(openings, 'udp', 22)).toBe(true)
    expect(opens(openings, 'tcp', 3389)).toBe(true)
    expect(openings.some(({ protocol }) => protocol === 'icmp')).toBe(true)
  })

  test('joins others to cover what none of them covers alone', () => {
    const low = deny({ sourceAddressPrefixes: ['0.0.0.0/1', '::/1'], sourceAddressPrefix: '' })
    const high = deny({ sourceAddressPrefixes: ['128.0.0.0/1', '8000::/1'], sourceAddressPrefix: '' })
    expect(isOpen(low, high, rule())).toBe(false)
    expect(isOpen(low, rule())).toBe(true)
  })

  test('of half the internet shadows an Allow of that half only', () => {
    const halves = ['0.0.0.0/1', '128.0.0.0/1'].map((half) => rule({ priority: 4000, sourceAddressPrefix: half }))
    expect(isOpen(deny({ sourceAddressPrefix: '0.0.0.0/1' }), ...halves)).toBe(false)
    expect(isOpen(deny({ sourceAddressPrefix: '0.0.0.0/2' }), ...halves)).toBe(true)
  })

  test('for one destination shadows an Allow for that destination', () => {
    const destinationAddressPrefix = '10.0.0.4'
    expect(isOpen(deny({ destinationAddressPrefix }), rule({ destinationAddressPrefix }))).toBe(false)
    expect(isOpen(deny({ destinationAddressPrefix: '10.0.0.0/24' }), rule({ destinationAddressPrefix }))).toBe(false)
  })
})

test('AzureCloud is told apart from the internet', () => {
  const rules = readInboundRules([rule({ name: 'cloud', sourceAddressPrefix: 'AzureCloud.WestEurope' }), rule()]) ?? []
  expect(openingsText(azureCloudOpenings(rules), 'tcp', 22)).toBe('cloud: tcp 22 from AzureCloud.WestEurope')
})

test('a group without rules opens nothing', () => expect(openingsOf()).toEqual([]))

test.each([
  ['no list', undefined],
  ['a text', 'rules'],
  ['a port that is a word', [rule({ destinationPortRange: 'ssh' })]],
  ['a port beyond the last', [rule({ destinationPortRange: '70000' })]],
  ['a range the wrong way round', [rule({ destinationPortRange: '30-20' })]],
  ['no port at all', [rule({ destinationPortRange: undefined })]],
  ['no source at all', [rule({ sourceAddressPrefix: undefined })]],
  ['an unknown access', [rule({ access: 'Maybe' })]],
  ['no priority', [rule({ priority: undefined })]],
])('rules that are not understood are not judged: %s', (_, raw) => expect(readInboundRules(raw)).toBeUndefined())

test('ranges cover what lies within their sum', () => {
  expect(coversCidrs(['10.0.0.0/9', '10.128.0.0/9'], ['10.0.0.0/8'], 'ipv4')).toBe(true)
  expect(coversCidrs(['10.0.0.0/9'], ['10.0.0.0/8'], 'ipv4')).toBe(false)
  expect(coversCidrs(['0.0.0.0/0'], ['10.0.0.0/8', '192.0.2.1/32'], 'ipv4')).toBe(true)
  expect(coversCidrs([], ['10.0.0.0/8'], 'ipv4')).toBe(false)
})

describe('whatever the rules are', () => {
  const sources = ['*', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', 'VirtualNetwork']
  const ports = ['*', '22', '20-24', '22-23', '0-21', '23-65535']
  const protocols = ['*', 'Tcp', 'Udp']
  const halves: Record<string, readonly string[]> = {
    '*': ['low', 'high'],
    '0.0.0.0/1': ['low'],
    '128.0.0.0/1': ['high'],
  }
  let state = 1
  const pick = <Item>(list: readonly Item[]) => {
    state = (state * 48_271) % 2_147_483_647
    return list[state % list.length] as Item
  }
  const has = (range: string, port: number) => {
    const [from = '0', to = from] = range === '*' ? ['0', '65535'] : range.split('-')
    return Number(from) <= port && port <= Number(to)
  }

  /** Whether both halves of the internet reach a TCP port, found by trying rule after rule. */
  function isReached(rules: readonly ReturnType<typeof rule>[], port: number): boolean {
    const reached = new Set<string>()
    const denied = new Set<string>()
    for (const { properties } of rules) {
      if (properties.protocol === 'Udp' || !has(properties.destinationPortRange, port)) continue
      const parts = halves[properties.sourceAddressPrefix] ?? []
      const isShadowed = parts.every((part) => denied.has(part))
      const into = properties.access === 'Deny' ? denied : isShadowed ? new Set<string>() : reached
      for (const part of parts) into.add(part)
    }
    return reached.size === 2
  }

  test('the answer is that of trying each port against each rule', () => {
    let open = 0
    for (let round = 0; round < 3000; round++) {
      const rules = Array.from({ length: 1 + (round % 6) }, (_, index) =>
        rule({
          priority: 100 + index,
          access: pick(['Allow', 'Deny']),
          protocol: pick(protocols),
          sourceAddressPrefix: pick(sources),
          destinationPortRange: pick(ports),
        }),
      )
      const openings = openingsOf(...rules)
      for (const port of [0, 20, 22, 23, 24, 65_535]) {
        const expected = isReached(rules, port)
        if (expected) open++
        expect(opens(openings, 'tcp', port, 'ipv4'), JSON.stringify({ port, rules })).toBe(expected)
      }
    }
    expect(open).toBeGreaterThan(1000)
  })

  test.each(['*', '203.0.113.0/24'])('a thousand rules with Denies of %s are judged at once', (sourceAddressPrefix) => {
    const rules = Array.from({ length: 1000 }, (_, index) => {
      const properties = { priority: 100 + index, protocol: '*' }
      if (index % 2) return rule({ ...properties, destinationPortRange: '*' })
      return deny({ ...properties, sourceAddressPrefix, destinationPortRange: `${index * 10}-${index * 10 + 5}` })
    })
    const started = performance.now()
    expect(openingsOf(...rules).length).toBeGreaterThan(400)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
