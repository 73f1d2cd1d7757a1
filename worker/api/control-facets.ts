import type { Context } from 'hono'
import { outcomes } from '../../shared/evaluation.ts'
import type { Budget } from '../store/lists/budget.ts'
import { countAccounts } from '../store/lists/count-accounts.ts'
import { countEvaluated } from '../store/lists/count-evaluated.ts'
import { evaluationFacets } from '../store/lists/evaluation-facets.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { createTally, type Dimensions, failing } from '../store/lists/tally.ts'
import type { ApiEnv } from './context.ts'
import { hasResult, searchControls } from './control-filter.ts'
import type { FacetValues } from './facets.ts'
import { readPostureFilter } from './posture-query.ts'
import { tellTally } from './tell-tally.ts'

const own = ['policy', 'result', 'service', 'criticality', 'type', 'cloud'] as const

/** The facets of the list of controls: how many controls there are. Accounts and regions narrow their posture. */
export async function controlFacets(c: Context<ApiEnv>, values: FacetValues, budget: Budget) {
  const { database } = c.var.api
  const { policy, result, service, criticality, type, cloud, account, region, connector, cid, text, query } = values
  const asked = { policy, result, service, criticality, type, cloud }
  const { evaluations: search, range, timeZone } = values
  const posture = { evaluations: search, range, timeZone }
  const searched = { ...{ account, region, connector, cid, text, query }, ...posture }
  const { controls, isPartial } = await searchControls(c, searched, budget)
  const { add, tally } = createTally(own)
  const matching: number[] = []
  for (const control of controls) {
    const dimensions: Dimensions = {
      ...{ policy: control.policies, service: [control.service], criticality: [control.criticality] },
      ...{ type: control.resources, cloud: [control.cloud] },
      result: outcomes.filter((outcome) => hasResult(control.posture, outcome)),
    }
    const bits = failing(dimensions, asked)
    add(bits, dimensions, 1)
    if (bits === 0) matching.push(control.cid)
  }
  const narrowed = { cids: matching, ...readPostureFilter(c, posture) }
  const base = { ...narrowed, ...(await resolveScope(database, { connector })) }
  const evaluations = await evaluationFacets(database, base, { account, region }, budget)
  const scope = await resolveScope(database, { account, region, connector })
  const { total, atLeast } = await countEvaluated(database, { ...scope, ...narrowed }, budget)
  const places = { account: evaluations.tally.account ?? new Map(), region: evaluations.tally.region ?? new Map() }
  return {
    facets: await tellTally(c.var.api, { ...tally(), ...places }),
    totals: {
      ...(total === undefined ? {} : { resources: total }),
      ...(atLeast === undefined ? {} : { resourcesAtLeast: atLeast }),
      evaluations: evaluations.evaluations,
      failures: evaluations.failures,
      controls: matching.length,
      accounts: await countAccounts(database, values),
    },
    isPartial: isPartial || evaluations.isPartial,
  }
}
