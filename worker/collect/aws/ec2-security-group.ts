import type { EC2Client, IpPermission, SecurityGroup } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { internetOpenings } from '../../facts/internet-openings.ts'
import { openings } from '../../facts/openings.ts'
import type { Reader } from '../../reader.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { toInboundRules } from './inbound-rules.ts'
import { createPrefixLists, type PrefixLists, prefixListsOf } from './prefix-lists.ts'
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
  relations: { vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' } },
  fields: z.object({
    groupId: z.string(),
    groupName: z.string(),
    description: z.string().optional(),
    vpcId: z.string().optional(),
    /** The group that AWS makes with every VPC, and that cannot be deleted. */
    isDefault: z.boolean(),
    /** Rules as the console counts them: one for each source or destination. */
    inboundRules: z.int(),
    outboundRules: z.int(),
    internetOpenings: openings.optional(),
    /** Some network interface carries the group. */
    isAttached: z.boolean().optional(),
  }),

  async *list({ clients, reader }) {
    const { paginateDescribeSecurityGroups } = await import('@aws-sdk/client-ec2')
    const client = await clients.ec2()
    const attached = reader()
    const inUse = await attached(['isAttached'], () => attachedGroups(client))
    const lists = createPrefixLists(client)
    for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client, pageSize: 200 }, {})) {
      for (const group of SecurityGroups) {
        const { prefixLists, unread } = await expand(group, lists, reader())
        yield {
          group,
          prefixLists,
          isAttached: inUse?.has(group.GroupId ?? ''),
          unread: [...attached.unread, ...unread],
        }
      }
    }
  },

  async one({ clients, reader }, arn) {
    const { DescribeSecurityGroupsCommand, DescribeNetworkInterfacesCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const client = await clients.ec2(region)
    const found = await unlessAbsent(['InvalidGroup.NotFound', 'InvalidGroupId.Malformed'], () =>
      client.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] })),
    )
    const group = found?.SecurityGroups?.[0]
    if (!group) return undefined
    const ask = reader()
    const interfaces = await ask(['isAttached'], () =>
      client.send(
        new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'group-id', Values: [id] }], MaxResults: 5 }),
      ),
    )
    const { prefixLists, unread } = await expand(group, createPrefixLists(client), ask)
    const isAttached = interfaces && (interfaces.NetworkInterfaces ?? []).length > 0
    return { group, prefixLists, isAttached, unread }
  },

  normalise: ({ group, prefixLists = {}, isAttached, unread = [] }: Raw, context) => {
    const { GroupId: groupId = '', GroupName: groupName = '', VpcId, OwnerId, Tags } = group
    const inbound = toInboundRules(group.IpPermissions ?? [], prefixLists)
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
        inboundRules: countRules(group.IpPermissions),
        outboundRules: countRules(group.IpPermissionsEgress),
        internetOpenings: unread.some(({ field }) => field === 'internetOpenings')
          ? undefined
          : [...internetOpenings(inbound)],
        isAttached,
      },
      unread,
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

/** The groups that network interfaces carry, in few calls; AWS allows some thousands of groups in a region. */
async function attachedGroups(client: EC2Client): Promise<ReadonlySet<string>> {
  const { paginateDescribeNetworkInterfaces } = await import('@aws-sdk/client-ec2')
  const attached = new Set<string>()
  for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces({ client, pageSize: 500 }, {}))
    for (const { Groups = [] } of NetworkInterfaces) for (const { GroupId = '' } of Groups) attached.add(GroupId)
  return attached
}

const countRules = (permissions: readonly IpPermission[] = []): number =>
  permissions.flatMap(({ IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] }) => [
    ...IpRanges,
    ...Ipv6Ranges,
    ...PrefixListIds,
    ...UserIdGroupPairs,
  ]).length
