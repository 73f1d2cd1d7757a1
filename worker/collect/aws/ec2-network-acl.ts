import type { NetworkAcl, NetworkAclEntry } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { aclOpenings } from '../../facts/acl-openings.ts'
import { openings } from '../../facts/openings.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { ports, protocolName } from './rule-words.ts'
import { unsaid } from './unsaid.ts'
import { ec2Arn, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly acl: NetworkAcl }

/** Entries that are kept; AWS allows 40 for each direction at most. */
const kept = 250

export const ec2NetworkAcl = defineAwsType({
  type: 'aws.ec2.network-acl',
  label: 'Network ACL',
  code: 'NETWORK_ACL',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeNetworkAcls'],
  relations: {
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
  },
  fields: z.object({
    networkAclId: z.string(),
    vpcId: z.string().optional(),
    isDefault: z.boolean(),
    subnetIds: z.array(z.string()).optional(),
    inboundRules: z.int(),
    outboundRules: z.int(),
    /** In the order in which they are tried. */
    rules: z.array(
      z.object({
        direction: z.enum(['inbound', 'outbound']),
        number: z.int(),
        protocol: z.string(),
        ports: z.string().optional(),
        peer: z.string(),
        action: z.string(),
      }),
    ),
    /** What it lets in from the whole internet, after what earlier rules deny. */
    internetOpenings: openings.optional(),
  }),

  async *list({ clients }) {
    const { paginateDescribeNetworkAcls } = await import('@aws-sdk/client-ec2')
    const pages = paginateDescribeNetworkAcls({ client: await clients.ec2(), pageSize: 500 }, {})
    for await (const { NetworkAcls = [] } of pages) for (const acl of NetworkAcls) yield { acl }
  },

  async one({ clients }, arn) {
    const { DescribeNetworkAclsCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['absent'], async () =>
      (await clients.ec2(region)).send(new DescribeNetworkAclsCommand({ NetworkAclIds: [id] })),
    )
    const acl = found?.NetworkAcls?.[0]
    return acl && { acl }
  },

  normalise: ({ acl }: Raw, context) => {
    const { NetworkAclId = '', OwnerId, Associations, Tags } = acl
    const entries = [...(acl.Entries ?? [])].sort(byTurn)
    const inbound = entries.filter(({ Egress }) => Egress !== true)
    return {
      id: ec2Arn(context, 'network-acl', NetworkAclId, OwnerId),
      name: nameOf(Tags, NetworkAclId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        networkAclId: NetworkAclId,
        vpcId: acl.VpcId,
        isDefault: acl.IsDefault === true,
        subnetIds: Associations?.flatMap(({ SubnetId }) => SubnetId ?? []).sort(),
        inboundRules: inbound.length,
        outboundRules: entries.length - inbound.length,
        rules: entries.slice(0, kept).map(toRule),
        internetOpenings: acl.Entries && [...aclOpenings(inbound.map(toAclEntry))],
      },
      unread: unsaid({ subnetIds: Associations, internetOpenings: acl.Entries }),
    }
  },
})

const byTurn = (a: NetworkAclEntry, b: NetworkAclEntry) =>
  Number(a.Egress === true) - Number(b.Egress === true) || (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0)

function toRule(entry: NetworkAclEntry) {
  const protocol = protocolName(entry.Protocol)
  return {
    direction: entry.Egress === true ? ('outbound' as const) : ('inbound' as const),
    number: entry.RuleNumber ?? 0,
    protocol,
    ports: ports(protocol, entry.PortRange?.From, entry.PortRange?.To),
    peer: peerOf(entry),
    action: entry.RuleAction ?? '',
  }
}

/** An entry whose action or ports are odd counts as one that allows, and allows everything. */
const toAclEntry = (entry: NetworkAclEntry) => ({
  number: entry.RuleNumber ?? 0,
  protocol: protocolName(entry.Protocol),
  isAllowed: entry.RuleAction !== 'deny',
  from: entry.PortRange?.From ?? 0,
  to: entry.PortRange?.To ?? 65_535,
  source: peerOf(entry),
})

const peerOf = ({ CidrBlock, Ipv6CidrBlock }: NetworkAclEntry) => CidrBlock || Ipv6CidrBlock || ''
