import type { Evidence } from '../../shared/evaluation.ts'
import type { RunError } from '../../shared/run.ts'
import type { Verdict } from './expectation.ts'

type Difference = {
  readonly cids: readonly number[]
  /** The resource's name or id; all of them where absent. */
  readonly resource?: RegExp
  readonly got: Verdict
  /** What moto does otherwise than AWS, with the page that says how AWS does it. */
  readonly why: string
}

/**
 * Where moto answers otherwise than AWS does, so that another verdict is the right one for its answer. Each is known from
 * AWS's documentation; whatever is not in this list is taken for a fault of ours.
 */
const differences: readonly Difference[] = [
  {
    cids: [23],
    got: 'FAIL',
    why: 'the status of a recorder stays PENDING and never becomes SUCCESS (https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorderStatus.html)',
  },
  {
    cids: [18],
    got: 'UNKNOWN',
    why: 'the credential report has no row of the root user (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html: it lists all users, <root_account> first)',
  },
]

type Seen = {
  /** Calls that the emulator has no answer to. */
  readonly notHeld: ReadonlySet<string>
  readonly cid: number
  readonly resource: string
  readonly got: Verdict
  readonly evidence: readonly Evidence[]
}

/** Readings that fail for the same reasons, and why. */
const failures: readonly { readonly reason: RegExp; readonly why: string }[] = [
  { reason: /no row for the root user/, why: 'the credential report has no row of the root user' },
  // https://docs.aws.amazon.com/inspector/v2/APIReference/API_BatchGetAccountStatus.html: an account has a status.
  { reason: /Inspector did not say/, why: 'the answer leaves out accounts in which Inspector was never on' },
]

export const explainFailure = ({ operation, reason }: RunError, notHeld: ReadonlySet<string>): string | undefined => {
  const missing = [...notHeld].find((call) => operationOf(call) === operationOf(operation))
  return missing ? `does not hold ${missing}` : failures.find((one) => one.reason.test(reason))?.why
}

const operationOf = (call: string) => call.slice(call.indexOf(':'))

/** Why another verdict is right for the emulator's answer; nothing where it should have been the same. */
export const explain = (seen: Seen): string | undefined => lacking(seen) ?? known(seen)

const known = ({ cid, resource, got }: Seen) =>
  differences.find((one) => one.cids.includes(cid) && one.got === got && (one.resource?.test(resource) ?? true))?.why

/** An UNKNOWN that names a call which the emulator does not hold. */
function lacking({ got, evidence, notHeld }: Seen): string | undefined {
  if (got !== 'UNKNOWN') return undefined
  const text = JSON.stringify(evidence)
  const missing = [...notHeld].find((call) => text.includes(operationOf(call)))
  return missing && `does not hold ${missing}`
}
