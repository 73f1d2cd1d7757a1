import type { AwsClients } from '../../clients.ts'

/**
 * The regions that the account has enabled, asked for once in a run: for what an account has once, in a region that is
 * not known beforehand. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
 */
export const enabledRegions = (clients: AwsClients): Promise<readonly string[]> =>
  clients.once('enabled regions', async () => {
    const { DescribeRegionsCommand } = await import('@aws-sdk/client-ec2')
    const { Regions = [] } = await (await clients.ec2()).send(new DescribeRegionsCommand({ AllRegions: false }))
    return Regions.flatMap(({ RegionName }) => RegionName ?? []).sort()
  })
