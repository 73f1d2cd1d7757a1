import * as config from '@aws-sdk/client-config-service'
import { DisableMacieCommand } from '@aws-sdk/client-macie2'
import { EnableSecurityHubCommand } from '@aws-sdk/client-securityhub'
import type { Account } from '../account.ts'
import type { Verdict } from '../expectation.ts'
import { regionOf } from './names.ts'

/** Recorders region by region: one that records all, one that is stopped, and none. */
export async function fillConfig(account: Account): Promise<void> {
  for (const [index, region] of account.regions.entries()) {
    const isRecording = index === 0
    if (index < 2) await createRecorder(account, region, isRecording)
    account.expect(regionOf(account, region), { 23: isRecording ? 'PASS' : 'FAIL' })
  }
}

async function createRecorder(account: Account, region: string, isRecording: boolean): Promise<void> {
  const client = await account.client('config', region)
  const recordingGroup = { allSupported: true, includeGlobalResourceTypes: region === account.home }
  const roleARN = `arn:aws:iam::${account.id}:role/config`
  const ConfigurationRecorder = { name: 'default', roleARN, recordingGroup }
  await client.send(new config.PutConfigurationRecorderCommand({ ConfigurationRecorder }))
  const DeliveryChannel = { name: 'default', s3BucketName: `trail-logs-${account.id}` }
  await client.send(new config.PutDeliveryChannelCommand({ DeliveryChannel }))
  if (isRecording)
    await client.send(new config.StartConfigurationRecorderCommand({ ConfigurationRecorderName: 'default' }))
}

/** The same verdict in all regions: nothing was ever set up. */
export function expectNoConfig(account: Account): void {
  expectInRegions(account, 23, 'FAIL')
}

const expectInRegions = (account: Account, cid: number, verdict: Verdict) => {
  for (const region of account.regions) account.expect(regionOf(account, region), { [cid]: verdict })
}

/** moto has no standards, so that where the hub is on, whether one is ready cannot be told. */
export async function fillSecurityHub(account: Account): Promise<void> {
  const [home = '', ...others] = account.regions
  const hub = await account.client('securityhub', home)
  await hub.send(new EnableSecurityHubCommand({ EnableDefaultStandards: true }))
  account.expect(regionOf(account, home), { 1026: 'PASS' })
  for (const region of others) account.expect(regionOf(account, region), { 1026: 'FAIL' })
}

export function expectNoSecurityHub(account: Account): void {
  expectInRegions(account, 1026, 'FAIL')
}

/** Macie matters where there are buckets. In moto it is on from the start. */
export async function fillMacie(
  account: Account,
  withBuckets: readonly string[],
  enabled: readonly string[],
): Promise<void> {
  for (const region of account.regions) {
    const hasBuckets = withBuckets.includes(region)
    if (!enabled.includes(region)) await (await account.client('macie2', region)).send(new DisableMacieCommand({}))
    const verdict = enabled.includes(region) ? 'PASS' : 'FAIL'
    account.expect(regionOf(account, region), { 1017: hasBuckets ? verdict : 'NOT_APPLICABLE' })
  }
}

/** moto has no Access Analyzer at all. */
export function expectNoAnalyzer(account: Account): void {
  expectInRegions(account, 1012, 'FAIL')
}
