import { setTimeout as sleep } from 'node:timers/promises'
import type { IAMClient } from '@aws-sdk/client-iam'
import { parseCredentialReport, type ReportRow } from '../../facts/credential-report.ts'
import { OperationError } from '../../operation-error.ts'

/** Rows by user ARN. */
type CredentialReport = ReadonlyMap<string, ReportRow>

/** Milliseconds between two looks at a report in the making, and how many looks there are. */
const pause = 1_000
const looks = 90

/**
 * The account's credential report, made anew where AWS's copy is older than four hours.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html
 */
export async function readCredentialReport(iam: IAMClient, signal: AbortSignal): Promise<CredentialReport> {
  const { GenerateCredentialReportCommand } = await import('@aws-sdk/client-iam')
  for (let look = 0; look < looks; look++) {
    const { State } = await iam.send(new GenerateCredentialReportCommand({}))
    if (State === 'COMPLETE') return heldReport(iam)
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
