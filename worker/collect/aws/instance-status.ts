import type { EC2Client, InstanceStatus } from '@aws-sdk/client-ec2'
import type { Reader } from '../../reader.ts'

/** What AWS's checks of a running instance say: `ok`, `impaired`, `insufficient-data`, `initializing`, …. */
export type InstanceHealth = { readonly instance?: string | undefined; readonly system?: string | undefined }

const fields = ['instanceStatus', 'systemStatus']

/**
 * The checks of all running instances of a region, by instance, in few calls.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceStatus.html
 */
export const readHealth = (client: EC2Client, ask: Reader): Promise<ReadonlyMap<string, InstanceHealth> | undefined> =>
  ask(fields, async () => {
    const { paginateDescribeInstanceStatus } = await import('@aws-sdk/client-ec2')
    const known = new Map<string, InstanceHealth>()
    const byInstance = new Map<string, InstanceHealth>()
    for await (const { InstanceStatuses = [] } of paginateDescribeInstanceStatus({ client, pageSize: 1000 }, {})) {
      for (const status of InstanceStatuses) {
        const health = toHealth(status)
        // There are few different answers: one object of each is held, however many instances there are.
        const key = `${health.instance} ${health.system}`
        if (!known.has(key)) known.set(key, health)
        byInstance.set(status.InstanceId ?? '', known.get(key) ?? health)
      }
    }
    return byInstance
  })

/** The same of a single instance; absent where it is not running. */
export const readHealthOf = (client: EC2Client, id: string, ask: Reader): Promise<InstanceHealth | undefined> =>
  ask(fields, async () => {
    const { DescribeInstanceStatusCommand } = await import('@aws-sdk/client-ec2')
    const { InstanceStatuses = [] } = await client.send(new DescribeInstanceStatusCommand({ InstanceIds: [id] }))
    return InstanceStatuses[0] && toHealth(InstanceStatuses[0])
  })

const toHealth = ({ InstanceStatus, SystemStatus }: InstanceStatus): InstanceHealth => ({
  instance: InstanceStatus?.Status,
  system: SystemStatus?.Status,
})
