import { setTimeout as sleep } from 'node:timers/promises'
import type { IAMClient } from '@aws-sdk/client-iam'
import type { AwsClients } from '../../clients.ts'
import { parseCredentialReport, type ReportRow } from '../../facts/credential-report.ts'
import { OperationError } from '../../operation-error.ts'

/** Rows by user ARN. */
type CredentialReport = ReadonlyMap<string, ReportRow>

/** Milliseconds between two looks at a report in the making, and how many looks there are. */
const pause = 1_000
const looks = 90

/**
 * The account's credential report, made anew where AWS's copy is older than four hours. What needs it in one run waits for
 * the same report, and reads it for itself: it grows with the account, so that nobody holds it for others.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html
 */
export async function readCredentialReport(clients: AwsClients, signal: AbortSignal): Promise<CredentialReport> {
  const iam = await clients.iam()
  await clients.once('credential report', () => makeReport(iam, signal))
  return heldReport(iam)
}

async function makeReport(iam: IAMClient, signal: AbortSignal): Promise<void> {
  const { GenerateCredentialReportCommand } = await import('@aws-sdk/client-iam')
  for (let look = 0; look < looks; look++) {
    const { State } = await iam.send(new GenerateCredentialReportCommand({}))
    if (State === 'COMPLETE') return
    await sleep(pause, undefined, { signal })
  }
  throw broken('iam:GenerateCredentialReport', 'AWS did not finish the credential report in time.')
}

/** The report as AWS holds it, up to four hours old. */
export async function heldReport(iam: IAMClient): Promise<CredentialReport> {
  const { GetCredentialReportCommand } = await import('@aws-sdk/client-iam')
  const { Content } = await iam.send(new GetCredentialReportCommand({}))
  try {
    return parseCredentialReport(Buffer.from(Content ?? []).toString('utf8'))
  } catch {
    throw broken('iam:GetCredentialReport', 'The credential report was cut off or malformed.')
  }
}

const broken = (operation: string, message: string) =>
  new OperationError({ operation, failure: 'failed', code: 'MalformedAnswer', permission: operation, message })
