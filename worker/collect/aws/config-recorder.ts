import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  DeliveryChannel,
} from '@aws-sdk/client-config-service'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { isServiceLinked, recordsAllTypes } from '../../facts/config-recorder.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { arnOf } from './arn.ts'
import { configPermissions, deliveryChannels, recorderStatuses, recordersOf } from './config-calls.ts'

type Raw = {
  readonly recorder: ConfigurationRecorder
  readonly status?: ConfigurationRecorderStatus | undefined
  readonly channel?: DeliveryChannel | undefined
  readonly unread?: readonly Unread[]
}

const statusFields = { isRecording: z.boolean().optional(), lastStatus: z.string().optional() }
const channelFields = { bucketArn: z.string().optional(), topicArn: z.string().optional() }

export const configRecorder = defineAwsType({
  type: 'aws.config.recorder',
  label: 'Config recorder',
  code: 'CONFIG_RECORDER',
  service: 'Config',
  scope: 'region',
  permissions: configPermissions,
  relations: {
    bucket: { type: 'aws.s3.bucket', key: 'bucketArn', label: 'Bucket' },
    topic: { type: 'aws.sns.topic', key: 'topicArn', label: 'Notifications' },
  },
  fields: z.object({
    recordsAllTypes: z.boolean(),
    recordsGlobalTypes: z.boolean(),
    /** Made by a service of AWS for itself. */
    isServiceLinked: z.boolean(),
    roleArn: z.string().optional(),
    ...statusFields,
    ...channelFields,
  }),

  async *list(context) {
    const recorders = await recordersOf(context.clients, context.region)
    if (recorders.length === 0) return
    const read = await readRest(context)
    for (const recorder of recorders) yield read(recorder)
  },

  async one(context, id) {
    const recorders = await recordersOf(context.clients, context.region)
    const recorder = recorders.find((one) => idOf(one, context) === id)
    return recorder && (await readRest(context))(recorder)
  },

  normalise: ({ recorder, status, channel, unread = [] }: Raw, context) => ({
    id: idOf(recorder, context),
    name: recorder.name ?? 'default',
    region: context.region,
    config: {
      recordsAllTypes: recordsAllTypes(recorder, context.region),
      recordsGlobalTypes: recorder.recordingGroup?.includeGlobalResourceTypes === true,
      isServiceLinked: isServiceLinked(recorder),
      roleArn: recorder.roleARN,
      ...(status && { isRecording: status.recording === true, lastStatus: status.lastStatus?.toUpperCase() }),
      bucketArn: channel?.s3BucketName && `arn:${context.partition}:s3:::${channel.s3BucketName}`,
      topicArn: channel?.snsTopicARN || undefined,
    },
    unread,
  }),
})

async function readRest({ clients, region, reader }: CollectContext<'aws'>) {
  const ask = reader()
  const [statuses, channels] = await Promise.all([
    ask(Object.keys(statusFields), () => recorderStatuses(clients, region)),
    ask(Object.keys(channelFields), () => deliveryChannels(clients, region)),
  ])
  return (recorder: ConfigurationRecorder): Raw => ({
    recorder,
    status: statuses?.find(({ name }) => name === recorder.name),
    channel: channels?.[0],
    unread: ask.unread,
  })
}

type Place = { readonly partition: string; readonly region: string; readonly account: string }

/** Older answers have no ARN: then the name stands in the place of the id. */
const idOf = ({ arn, name = 'default' }: ConfigurationRecorder, place: Place) =>
  arn || arnOf('config', place, `configuration-recorder/${name}`)
