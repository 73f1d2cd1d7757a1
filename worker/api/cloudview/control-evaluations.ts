import type { Context } from 'hono'
import type { Control } from '../../../shared/control.ts'
import type { Cloud } from '../../../shared/resource.ts'
import { listControls, listPolicies } from '../../store/lists/controls.ts'
import { postureByControl } from '../../store/lists/posture.ts'
import { resolveScope } from '../../store/lists/scope.ts'
import type { ApiEnv } from '../context.ts'
import { filteredPosture } from './control-filter.ts'
import { controlRow } from './control-row.ts'
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
  const [controls, titles, postures] = await Promise.all([
    listControls(database),
    policyTitles(c),
    postureByControl(database, scope),
  ])
  const items: ReturnType<typeof controlEvaluation>[] = []
  let unknown = 0
  for (const control of controls) {
    const whole = postures.get(control.cid)
    if (!whole) continue
    const policies = titles(control)
    const row = controlRow(control, { policies, result: verdictOf(whole), account, cloud })
    const posture = await filteredPosture(query, { cid: control.cid, row, posture: whole }, { database, scope })
    const result = posture && verdictOf(posture)
    if (posture && result) items.push(controlEvaluation(version, control, { posture, result, policies }))
    if (posture && !result && posture.unknown > 0) unknown++
  }
  return { items, unknown }
}

/** Tells the titles of the policies that hold a control. */
export async function policyTitles(c: Context<ApiEnv>): Promise<(control: Control) => readonly string[]> {
  const policies = await listPolicies(c.var.api.database)
  const titles = new Map(policies.map(({ slug, title }) => [slug, title]))
  return (control) => control.policies.map((slug) => titles.get(slug) ?? slug)
}
