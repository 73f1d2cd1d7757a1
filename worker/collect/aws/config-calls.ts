import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  DeliveryChannel,
} from '@aws-sdk/client-config-service'
import type { AwsClients } from '../../clients.ts'

/** Permissions of the calls below. */
export const configPermissions = [
  'config:DescribeConfigurationRecorders',
  'config:DescribeConfigurationRecorderStatus',
  'config:DescribeDeliveryChannels',
]

/** The recorders of a region, of which a customer has at most one; each call is made once in a run. */
export const recordersOf = ({ once, config }: AwsClients, region: string): Promise<readonly ConfigurationRecorder[]> =>
  once(`recorders of ${region}`, async () => {
    const { DescribeConfigurationRecordersCommand } = await import('@aws-sdk/client-config-service')
    const answer = await (await config(region)).send(new DescribeConfigurationRecordersCommand({}))
    return answer.ConfigurationRecorders ?? []
  })

export const recorderStatuses = (
  { once, config }: AwsClients,
  region: string,
): Promise<readonly ConfigurationRecorderStatus[]> =>
  once(`states of the recorders of ${region}`, async () => {
    const { DescribeConfigurationRecorderStatusCommand } = await import('@aws-sdk/client-config-service')
    const answer = await (await config(region)).send(new DescribeConfigurationRecorderStatusCommand({}))
    return answer.ConfigurationRecordersStatus ?? []
  })

export const deliveryChannels = ({ once, config }: AwsClients, region: string): Promise<readonly DeliveryChannel[]> =>
  once(`delivery channels of ${region}`, async () => {
    const { DescribeDeliveryChannelsCommand } = await import('@aws-sdk/client-config-service')
    return (await (await config(region)).send(new DescribeDeliveryChannelsCommand({}))).DeliveryChannels ?? []
  })
