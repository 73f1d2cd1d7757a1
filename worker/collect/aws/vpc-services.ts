import type { CollectContext } from '../../resource-type.ts'

/**
 * The services that a region's VPCs reach by available endpoints of whatever kind, by VPC. The map holds names alone.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html
 */
export async function readServicesByVpc(
  { clients }: CollectContext<'aws'>,
  { region, vpcId }: { readonly region?: string; readonly vpcId?: string } = {},
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { paginateDescribeVpcEndpoints } = await import('@aws-sdk/client-ec2')
  const byVpc = new Map<string, string[]>()
  const pages = paginateDescribeVpcEndpoints(
    { client: await clients.ec2(region), pageSize: 1000 },
    vpcId ? { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] } : {},
  )
  for await (const { VpcEndpoints = [] } of pages) {
    for (const { VpcId = '', ServiceName, State } of VpcEndpoints) {
      // AWS writes the state with a capital letter or without.
      if (!ServiceName || State?.toLowerCase() !== 'available') continue
      byVpc.set(VpcId, [...(byVpc.get(VpcId) ?? []), ServiceName])
    }
  }
  return byVpc
}

/** The same of a single VPC. */
export async function readServices(
  context: CollectContext<'aws'>,
  of: { readonly region: string; readonly vpcId: string },
): Promise<readonly string[]> {
  return (await readServicesByVpc(context, of)).get(of.vpcId) ?? []
}

/**
 * `com.amazonaws.eu-west-1.s3` as `s3`, where it is AWS's own service in this region; the full name otherwise. China's
 * names begin with `cn.com.amazonaws`.
 */
export function serviceName(name: string, region: string): string {
  const [, service = name] = name.split(`amazonaws.${region}.`)
  return service
}
