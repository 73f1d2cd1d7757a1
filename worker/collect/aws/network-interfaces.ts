import type { CollectContext } from '../../resource-type.ts'

/** What carries network interfaces in a region. */
type InUse = { readonly groups: ReadonlySet<string>; readonly vpcs: ReadonlySet<string> }

/**
 * The security groups and VPCs of a region that network interfaces stand in, for all types that ask. Ids alone are held:
 * a region has some thousands of groups at most, and some dozens of VPCs.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html
 */
export const readInUse = ({ clients, region }: CollectContext<'aws'>): Promise<InUse> =>
  clients.once(`network interfaces ${region}`, async () => {
    const { paginateDescribeNetworkInterfaces } = await import('@aws-sdk/client-ec2')
    const [groups, vpcs] = [new Set<string>(), new Set<string>()]
    const pages = paginateDescribeNetworkInterfaces({ client: await clients.ec2(), pageSize: 500 }, {})
    for await (const { NetworkInterfaces = [] } of pages) {
      for (const { VpcId = '', Groups = [] } of NetworkInterfaces) {
        vpcs.add(VpcId)
        for (const { GroupId = '' } of Groups) groups.add(GroupId)
      }
    }
    return { groups, vpcs }
  })

/** Whether any network interface stands in one security group or VPC, asked live. */
export async function isInUse(
  { clients }: CollectContext<'aws'>,
  { region, filter, id }: { readonly region: string; readonly filter: 'group-id' | 'vpc-id'; readonly id: string },
): Promise<boolean> {
  const { paginateDescribeNetworkInterfaces } = await import('@aws-sdk/client-ec2')
  const Filters = [{ Name: filter, Values: [id] }]
  const pages = paginateDescribeNetworkInterfaces({ client: await clients.ec2(region), pageSize: 5 }, { Filters })
  // Filters work page by page: the first pages may be empty though later ones are not.
  for await (const { NetworkInterfaces = [] } of pages) if (NetworkInterfaces.length > 0) return true
  return false
}
