import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  DeliveryChannel,
} from '@aws-sdk/client-config-service'
import { z } from 'zod'
import { isServiceLinked, recordsAllTypes } from '../../facts/config-recorder.ts'
import { defineAccountAspect } from './account-aspect.ts'
import { configPermissions, deliveryChannels, recorderStatuses, recordersOf } from './config-calls.ts'

const recorderFields = {
  /** Name of the customer's own recorder; those that services of AWS made for themselves do not count. */
  configRecorder: z.string().optional(),
  recordsAllTypes: z.boolean().optional(),
  recordsGlobalTypes: z.boolean().optional(),
}
const statusFields = { isRecording: z.boolean().optional(), recordingStatus: z.string().optional() }

type Raw = {
  readonly recorders?: readonly ConfigurationRecorder[] | undefined
  readonly recorderStatuses?: readonly ConfigurationRecorderStatus[] | undefined
  readonly deliveryChannels?: readonly DeliveryChannel[] | undefined
}

/** Whether AWS Config writes down what changes in the region. */
export const regionRecorder = defineAccountAspect({
  permissions: configPermissions,
  fields: {
    ...recorderFields,
    ...statusFields,
    /** Bucket that the recorder delivers to. */
    configBucket: z.string().optional(),
  },

  async read({ clients, region }, ask): Promise<Raw> {
    const [recorders, statuses, channels] = await Promise.all([
      ask(Object.keys(recorderFields), () => recordersOf(clients, region)),
      ask(Object.keys(statusFields), () => recorderStatuses(clients, region)),
      ask(['configBucket'], () => deliveryChannels(clients, region)),
    ])
    return { recorders, recorderStatuses: statuses, deliveryChannels: channels }
  },

  toFields({ recorders, recorderStatuses: statuses, deliveryChannels: channels }: Raw, { region }) {
    const recorder = recorders?.find((one) => !isServiceLinked(one))
    const status = statuses?.find(({ name, servicePrincipal }) =>
      recorder ? name === recorder.name : !servicePrincipal,
    )
    return {
      config: {
        ...(recorder && {
          configRecorder: recorder.name ?? 'default',
          recordsAllTypes: recordsAllTypes(recorder, region),
          recordsGlobalTypes: recorder.recordingGroup?.includeGlobalResourceTypes === true,
        }),
        ...(statuses && { isRecording: status?.recording === true, recordingStatus: wordOf(status?.lastStatus) }),
        configBucket: channels?.map(({ s3BucketName }) => s3BucketName).find(Boolean),
      },
    }
  },
})

/** The API answers `SUCCESS` as its reference says, or `Success` as its model does. */
const wordOf = (status: string | undefined) => status?.toUpperCase()
