import type { Context } from 'hono'
import type { Budget } from '../store/lists/budget.ts'
import { countAccounts } from '../store/lists/count-accounts.ts'
import { countEvaluated } from '../store/lists/count-evaluated.ts'
import { evaluationFacets } from '../store/lists/evaluation-facets.ts'
import type { ApiEnv } from './context.ts'
import { resolveEvaluationFilter } from './evaluation-filter.ts'
import type { FacetValues } from './facets.ts'
import { tellTally } from './tell-tally.ts'

/** The facets of the list of evaluations. */
export async function evaluationFacetsOf(c: Context<ApiEnv>, values: FacetValues, budget: Budget) {
  const { database } = c.var.api
  const { policy, result, account, service, criticality, region, type, cloud, ...rest } = values
  const asked = { policy, result, account, service, criticality, region, type, cloud }
  const [base, whole] = await Promise.all([resolveEvaluationFilter(c, rest), resolveEvaluationFilter(c, values)])
  const found = await evaluationFacets(database, base, asked, budget)
  const { total, atLeast } = await countEvaluated(database, whole, budget)
  return {
    facets: await tellTally(c.var.api, found.tally),
    totals: {
      ...(total === undefined ? {} : { resources: total }),
      ...(atLeast === undefined ? {} : { resourcesAtLeast: atLeast }),
      evaluations: found.evaluations,
      failures: found.failures,
      controls: found.cids.length,
      accounts: await countAccounts(database, values),
    },
    isPartial: found.isPartial || total === undefined,
  }
}
