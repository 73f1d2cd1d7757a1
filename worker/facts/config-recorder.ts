import type { ConfigurationRecorder } from '@aws-sdk/client-config-service'

/** The regions that the global services of each partition are recorded in first. */
const homes: readonly string[] = ['us-east-1', 'us-gov-west-1', 'cn-north-1', 'eusc-de-east-1']

/** Types of resources that stand in no region: recording them in one region is enough. */
const globalTypes: readonly string[] = ['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::Policy']

/** A recorder that a service of AWS made for itself: it records what that service needs. */
export const isServiceLinked = ({ servicePrincipal, recordingScope }: ConfigurationRecorder): boolean =>
  Boolean(servicePrincipal) || recordingScope === 'INTERNAL'

/**
 * Whether a recorder records every type of resource; outside the home region it may leave out the global types of IAM.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
 */
export function recordsAllTypes({ recordingGroup = {} }: ConfigurationRecorder, region: string): boolean {
  const { allSupported, recordingStrategy, exclusionByResourceTypes } = recordingGroup
  if (recordingStrategy?.useOnly === 'EXCLUSION_BY_RESOURCE_TYPES') {
    const excluded = exclusionByResourceTypes?.resourceTypes ?? []
    return !homes.includes(region) && excluded.every((type) => globalTypes.includes(type))
  }
  return allSupported === true || recordingStrategy?.useOnly === 'ALL_SUPPORTED_RESOURCE_TYPES'
}
