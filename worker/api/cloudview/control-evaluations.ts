import type { Context } from 'hono'
import type { Cloud } from '../../../shared/resource.ts'
import { readControlFacts } from '../../store/lists/known-tokens.ts'
import { postureByControl } from '../../store/lists/posture.ts'
import { resolveScope } from '../../store/lists/scope.ts'
import type { ApiEnv } from '../context.ts'
import { filteredPosture } from './control-filter.ts'
import { accountRow, policyTitles } from './control-row.ts'
import { controlEvaluation, verdictOf } from './evaluation-record.ts'
import { readFilter } from './filter.ts'
import type { ApiVersion } from './version.ts'

type Asked = { readonly cloud: Cloud | undefined; readonly accountId: string; readonly filter: string | undefined }

/** The controls of an account that can be said to pass or to fail, by number; and how many cannot. */
export async function listControlEvaluations(c: Context<ApiEnv>, version: ApiVersion, asked: Asked) {
  const { database } = c.var.api
  const { cloud, accountId: account, filter } = asked
  const query = readFilter(c, 'evaluations', filter)
  if (!cloud) return { items: [], unknown: 0 }
  const scope = await resolveScope(database, { cloud, account })
  const [controls, postures] = await Promise.all([readControlFacts(database), postureByControl(database, scope)])
  const items: ReturnType<typeof controlEvaluation>[] = []
  let unknown = 0
  for (const control of controls) {
    const whole = postures.get(control.cid)
    if (!whole) continue
    const row = accountRow(control, { result: verdictOf(whole) ?? 'UNKNOWN', account, cloud })
    const posture = await filteredPosture(query, { cid: control.cid, row, posture: whole }, { database, scope })
    const result = posture && verdictOf(posture)
    if (posture && result)
      items.push(controlEvaluation(version, control, { posture, result, policies: policyTitles(control) }))
    if (posture && !result && posture.unknown > 0) unknown++
  }
  return { items, unknown }
}
