import { answerJson } from '../json.ts'

export type ConfigEstate = { recorders: SimulatedRecorder[] }

/** Each as the API answers it. */
export type SimulatedRecorder = {
  region: string
  recorder: Record<string, unknown> & { name: string }
  status?: Record<string, unknown>
  channel?: Record<string, unknown>
}

/** https://docs.aws.amazon.com/config/latest/APIReference/API_Operations.html */
export const config = answerJson({
  DescribeConfigurationRecorders: ({ region }, { config: held }) => ({
    ConfigurationRecorders: inRegion(held, region).map(({ recorder }) => recorder),
  }),

  DescribeConfigurationRecorderStatus: ({ region }, { config: held }) => ({
    ConfigurationRecordersStatus: inRegion(held, region).flatMap(({ recorder: { name }, status }) =>
      status ? [{ name, ...status }] : [],
    ),
  }),

  DescribeDeliveryChannels: ({ region }, { config: held }) => ({
    DeliveryChannels: inRegion(held, region).flatMap(({ channel }) => channel ?? []),
  }),
})

const inRegion = (held: ConfigEstate | undefined, region: string) =>
  (held?.recorders ?? []).filter((one) => one.region === region)
