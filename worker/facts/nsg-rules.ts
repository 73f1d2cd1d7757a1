import { z } from 'zod'
import { type Family, internetFamilies } from './internet.ts'
import { isEveryPort, type PortRange, parsePortRange } from './port-range.ts'

/** An inbound rule of a network security group, its singular and plural fields read together. */
export type NsgRule = {
  readonly name: string
  readonly priority: number
  readonly isAllow: boolean
  /** `any`, `tcp`, `udp`, `icmp`, `esp` or `ah`. */
  readonly protocol: string
  /** As written. */
  readonly sources: readonly string[]
  /** The addresses that the sources stand for; service tags other than the internet stand for none. */
  readonly ranges: readonly string[]
  /** The address families that the ranges cover wholly. */
  readonly whole: readonly Family[]
  readonly ports: readonly PortRange[]
  readonly destinations: readonly string[]
  /** Whether it looks at the source port too; such a Deny shadows nothing for certain. */
  readonly isAnySourcePort: boolean
}

const texts = z.array(z.string()).nullish()
const groups = z.array(z.object({ id: z.string() })).nullish()
const text = z.string().nullish()

/** https://learn.microsoft.com/rest/api/virtualnetwork/security-rules/get */
const rawRule = z.object({
  name: text,
  properties: z.object({
    direction: z.string(),
    access: z.string(),
    priority: z.number(),
    protocol: z.string(),
    sourceAddressPrefix: text,
    sourceAddressPrefixes: texts,
    sourceApplicationSecurityGroups: groups,
    sourcePortRange: text,
    sourcePortRanges: texts,
    destinationAddressPrefix: text,
    destinationAddressPrefixes: texts,
    destinationApplicationSecurityGroups: groups,
    destinationPortRange: text,
    destinationPortRanges: texts,
  }),
})
type RawProperties = z.infer<typeof rawRule>['properties']

/**
 * The inbound rules in the order in which Azure applies them. Undefined when one of them is not understood: the group
 * must not be judged without it.
 */
export function readInboundRules(raw: unknown): NsgRule[] | undefined {
  const parsed = z.array(rawRule).safeParse(raw)
  if (!parsed.success) return undefined
  const rules = parsed.data
    .filter(({ properties }) => properties.direction.toLowerCase() === 'inbound')
    .map(({ name, properties }) => readRule(name ?? '', properties))
  if (!rules.every((rule) => rule !== undefined)) return undefined
  return rules.sort((a, b) => a.priority - b.priority)
}

function readRule(name: string, rule: RawProperties): NsgRule | undefined {
  const access = rule.access.toLowerCase()
  const ports = readPorts(rule.destinationPortRange, rule.destinationPortRanges)
  const sourcePorts = readPorts(rule.sourcePortRange, rule.sourcePortRanges)
  if (!ports?.length || !sourcePorts || !['allow', 'deny'].includes(access)) return undefined
  const sources = both(rule.sourceAddressPrefix, rule.sourceAddressPrefixes)
  if (sources.length === 0 && !rule.sourceApplicationSecurityGroups?.length) return undefined
  const isAllow = access === 'allow'
  const ranges = sources.flatMap((source) => addressRanges(source, isAllow))
  return {
    name,
    priority: rule.priority,
    isAllow,
    protocol: protocolNames[rule.protocol.toLowerCase()] ?? rule.protocol.toLowerCase(),
    sources,
    ranges,
    whole: internetFamilies(ranges),
    ports,
    destinations: [
      ...both(rule.destinationAddressPrefix, rule.destinationAddressPrefixes),
      ...(rule.destinationApplicationSecurityGroups ?? []).map(({ id }) => id),
    ].map((destination) => destination.toLowerCase()),
    isAnySourcePort: isEveryPort(sourcePorts),
  }
}

const protocolNames: Readonly<Record<string, string>> = { '*': 'any', all: 'any', '1': 'icmp', '6': 'tcp', '17': 'udp' }

/** Azure fills the one or the other; empty texts and lists stand for the unused one. */
const both = (one: string | null | undefined, many: readonly string[] | null | undefined) =>
  [...(one ? [one] : []), ...(many ?? [])].map((value) => value.trim()).filter((value) => value !== '')

function readPorts(one: string | null | undefined, many: readonly string[] | null | undefined) {
  const ranges = both(one, many).map(parsePortRange)
  return ranges.every((range) => range !== undefined) ? ranges : undefined
}

const everywhere = ['0.0.0.0/0', '::/0']
/** Spellings of "everywhere" that are too odd to trust in a Deny. */
const oddly: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0': ['0.0.0.0/0'],
  '::': ['::/0'],
  '/0': everywhere,
}

/** The addresses that an address prefix of a rule stands for, in CIDR notation; none for a service tag. */
export function addressRanges(prefix: string, isAllow: boolean): readonly string[] {
  const word = prefix.toLowerCase()
  if (['*', 'internet', 'any'].includes(word)) return everywhere
  if (word === '0.0.0.0-255.255.255.255') return ['0.0.0.0/0']
  if (isAllow && oddly[word]) return oddly[word]
  if (word.includes('/')) return [word]
  if (/^\d+(\.\d+){3}$/.test(word)) return [`${word}/32`]
  return word.includes(':') ? [`${word}/128`] : []
}
