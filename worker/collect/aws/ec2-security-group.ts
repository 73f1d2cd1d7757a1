import type { SecurityGroup } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { internetOpenings } from '../../facts/internet-openings.ts'
import { openings } from '../../facts/openings.ts'
import type { Reader } from '../../reader.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { toInboundRules } from './inbound-rules.ts'
import { isInUse, readInUse } from './network-interfaces.ts'
import { createPrefixLists, type PrefixLists, prefixListsOf } from './prefix-lists.ts'
import { ruleFields, rulesOf } from './security-group-rules.ts'
import { unsaid } from './unsaid.ts'
import { ec2Arn, parseEc2Arn, tagsOf } from './values.ts'

type Raw = {
  readonly group: SecurityGroup
  /** Ranges of the prefix lists that its inbound rules name, by list. */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>
  readonly isAttached?: boolean | undefined
  readonly unread?: readonly Unread[]
}

export const ec2SecurityGroup = defineAwsType({
  type: 'aws.ec2.security-group',
  label: 'Security group',
  code: 'VPC_SECURITY_GROUP',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeNetworkInterfaces', 'ec2:GetManagedPrefixListEntries'],
  relations: {
    referencedGroups: {
      type: 'aws.ec2.security-group',
      key: 'referencedGroupIds',
      match: 'groupId',
      label: 'Reference security groups',
    },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
  },
  fields: z.object({
    groupId: z.string(),
    groupName: z.string(),
    description: z.string().optional(),
    vpcId: z.string().optional(),
    /** The group that AWS makes with every VPC, and that cannot be deleted. */
    isDefault: z.boolean(),
    ...ruleFields,
    internetOpenings: openings.optional(),
    /** Some network interface carries the group. */
    isAttached: z.boolean().optional(),
  }),

  async *list(context) {
    const { paginateDescribeSecurityGroups } = await import('@aws-sdk/client-ec2')
    const { clients, reader } = context
    const client = await clients.ec2()
    const attached = reader()
    const inUse = await attached(['isAttached'], () => readInUse(context))
    const lists = createPrefixLists(client)
    for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client, pageSize: 200 }, {})) {
      for (const group of SecurityGroups) {
        const { prefixLists, unread } = await expand(group, lists, reader())
        yield {
          group,
          prefixLists,
          isAttached: inUse?.groups.has(group.GroupId ?? ''),
          unread: [...attached.unread, ...unread],
        }
      }
    }
  },

  async one(context, arn) {
    const { DescribeSecurityGroupsCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const client = await context.clients.ec2(region)
    const found = await unlessAbsent(['InvalidGroup.NotFound', 'InvalidGroupId.Malformed'], () =>
      client.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] })),
    )
    const group = found?.SecurityGroups?.[0]
    if (!group) return undefined
    const ask = context.reader()
    const isAttached = await ask(['isAttached'], () => isInUse(context, { region, filter: 'group-id', id }))
    const { prefixLists, unread } = await expand(group, createPrefixLists(client), ask)
    return { group, prefixLists, isAttached, unread }
  },

  normalise: ({ group, prefixLists = {}, isAttached, unread = [] }: Raw, context) => {
    const { GroupId: groupId = '', GroupName: groupName = '', VpcId, OwnerId, Tags } = group
    const inbound = toInboundRules(group.IpPermissions ?? [], prefixLists)
    const rules = rulesOf(group)
    const { inboundRules, outboundRules } = rules
    const isKnown = group.IpPermissions && !unread.some(({ field }) => field === 'internetOpenings')
    return {
      id: ec2Arn(context, 'security-group', groupId, OwnerId),
      name: groupName || groupId,
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        groupId,
        groupName,
        description: group.Description,
        vpcId: VpcId,
        isDefault: groupName === 'default' && VpcId !== undefined,
        ...rules,
        internetOpenings: isKnown ? [...internetOpenings(inbound)] : undefined,
        isAttached,
      },
      unread: [...unread, ...unsaid({ inboundRules, outboundRules, internetOpenings: group.IpPermissions })],
    }
  },
})

async function expand(group: SecurityGroup, lists: PrefixLists, ask: Reader) {
  const prefixLists: Record<string, readonly string[]> = {}
  for (const id of prefixListsOf(group.IpPermissions)) {
    const ranges = await ask(['internetOpenings'], () => lists(id))
    if (ranges) prefixLists[id] = ranges
  }
  return { prefixLists, unread: ask.unread }
}
