import { z } from '@hono/zod-openapi'
import { shortId } from '../../../shared/console-links/short-id.ts'
import type { Control } from '../../../shared/control.ts'
import type { Outcome } from '../../../shared/evaluation.ts'
import type { Posture } from '../../../shared/summary.ts'
import type { NumberedEvaluation } from '../../store/numbered-lists/evaluations.ts'
import { offsetDate } from './dates.ts'
import type { ApiVersion } from './version.ts'

/*
 * Clients of these paths know PASS and FAIL. Nothing else may be said of a control or a resource, and neither is true of what
 * could not be read: UNKNOWN evaluations are left out of the lists, as CloudView left out what it had not collected. How
 * many were left out stands in the header X-Plumbline-Unknown.
 *
 * A finding for which an exception holds is PASSE for a resource. A control whose resources pass, some by exception, is
 * PASS, with their number apart. Under 1.5, which knows no exceptions, both are PASS.
 */

const counts = { passedResources: z.int(), failedResources: z.int() }
const control = { controlName: z.string(), controlId: z.string(), criticality: z.string(), service: z.string() }
const verdict = z.enum(['PASS', 'FAIL'])

export const controlEvaluationSchema = (version: ApiVersion) =>
  version === '1.5'
    ? z.object({ ...control, policyName: z.string(), result: verdict, ...counts }).openapi('ControlEvaluation15')
    : z
        .object({
          ...{ ...control, policyNames: z.array(z.string()), result: verdict, ...counts },
          passWithExceptionResources: z.int(),
        })
        .openapi('ControlEvaluation')

/** What a control says of an account; `undefined` where something is unknown and nothing fails, or nothing is there. */
export function verdictOf({ pass, fail, unknown, excepted }: Posture): 'PASS' | 'FAIL' | undefined {
  if (fail > 0) return 'FAIL'
  return unknown === 0 && pass + excepted > 0 ? 'PASS' : undefined
}

/** A control's evaluations within an account, counted. `policies` are titles. */
export function controlEvaluation(
  version: ApiVersion,
  { title, cid, criticality, service }: Control,
  { posture, result, policies }: { posture: Posture; result: 'PASS' | 'FAIL'; policies: readonly string[] },
) {
  const { pass, fail, excepted } = posture
  const common = { controlName: title, controlId: String(cid), criticality, service, result, failedResources: fail }
  if (version === '1.5') return { ...common, policyName: policies[0] ?? '', passedResources: pass + excepted }
  return { ...common, policyNames: [...policies], passedResources: pass, passWithExceptionResources: excepted }
}

const nullable = z.string().nullable()
const resource = {
  ...{ resourceId: z.string(), region: z.string(), evaluatedOn: z.string(), resourceType: z.string() },
  result: z.enum(['PASS', 'PASSE', 'FAIL']),
}
const setting = { settingName: z.string(), actualValue: z.string() }

/** The key of the account has another name on Azure. */
const accountKey = (cloud: string) => (cloud === 'azure' ? 'subscriptionId' : 'accountId')

export const datesSchema = z
  .object({ firstEvaluated: nullable, lastEvaluated: nullable, dateReopen: nullable, dateFixed: nullable })
  .openapi('EvaluationDates')

const account = { accountId: z.string().optional(), subscriptionId: z.string().optional() }

export const resourceEvaluationSchema = (version: ApiVersion) =>
  version === '1.5'
    ? z
        .object({ ...resource, ...account, evidences: z.array(z.object({ ...setting, expectedValue: z.string() })) })
        .openapi('ResourceEvaluation15')
    : z
        .object({
          ...{ ...resource, ...account, evidences: z.array(z.object(setting)) },
          ...{ connectorId: z.string(), evaluationDates: datesSchema },
        })
        .openapi('ResourceEvaluation')

/** A control's answer for one resource. `codeOf` tells the short name of a resource type. */
export function resourceEvaluation(
  version: ApiVersion,
  evaluation: NumberedEvaluation,
  codeOf: (type: string) => string,
) {
  const { resource: about, evidence, connectorId, lastEvaluated, outcome } = evaluation
  const common = {
    resourceId: shortId(about),
    region: about.region,
    [accountKey(about.cloud)]: about.account,
    evaluatedOn: offsetDate(lastEvaluated),
    resourceType: codeOf(about.type),
    result: resultOf(version, outcome),
  }
  const evidences = evidence.map(({ setting: settingName, actual: actualValue, expected: expectedValue }) =>
    version === '1.5' ? { settingName, actualValue, expectedValue } : { settingName, actualValue },
  )
  if (version === '1.5') return { ...common, evidences }
  return { ...common, evidences, connectorId, evaluationDates: evaluationDates(evaluation) }
}

function resultOf(version: ApiVersion, outcome: Outcome): 'PASS' | 'PASSE' | 'FAIL' {
  if (outcome === 'EXCEPTED') return version === '1.5' ? 'PASS' : 'PASSE'
  return outcome === 'PASS' ? 'PASS' : 'FAIL'
}

type Dates = Pick<NumberedEvaluation, 'firstEvaluated' | 'lastEvaluated' | 'lastReopened' | 'lastFixed'>

export const evaluationDates = ({ firstEvaluated, lastEvaluated, lastReopened, lastFixed }: Dates) => ({
  firstEvaluated: offsetDate(firstEvaluated),
  lastEvaluated: offsetDate(lastEvaluated),
  dateReopen: offsetDate(lastReopened),
  dateFixed: offsetDate(lastFixed),
})
