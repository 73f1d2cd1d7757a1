import type { Context } from 'hono'
import type { Budget } from '../store/lists/budget.ts'
import { countAccounts } from '../store/lists/count-accounts.ts'
import { evaluationFacets } from '../store/lists/evaluation-facets.ts'
import type { EvaluationFilter } from '../store/lists/plan-evaluations.ts'
import { planSearchedResources } from '../store/lists/plan-searched-resources.ts'
import { resourceFacets } from '../store/lists/resource-facets.ts'
import { all } from '../store/lists/where.ts'
import type { ApiEnv } from './context.ts'
import { resolveEvaluationFilter } from './evaluation-filter.ts'
import type { FacetValues } from './facets.ts'
import { resolveResourceFilter } from './resource-filter.ts'
import { tellTally } from './tell-tally.ts'

/** The facets of the list of resources. Policy, criticality and control narrow them, and are facets of evaluations. */
export async function resourceFacetsOf(c: Context<ApiEnv>, values: FacetValues, budget: Budget) {
  const { database, types } = c.var.api
  const { account, service, region, type, cloud, result, ...rest } = values
  const onlyFailing = result === 'FAIL'
  const base = await resolveResourceFilter(c, onlyFailing ? rest : { ...rest, result })
  const asked = { account, service, region, type, cloud }
  const serviceOf = (name: string) => types.get(name)?.service
  const found = await resourceFacets(database, base, { asked, serviceOf, onlyFailing }, budget)
  const evaluated = await evaluationFacets(database, await evaluationsOf(c, values, budget), {}, budget)
  return {
    facets: await tellTally(c.var.api, found.tally),
    totals: {
      ...(found.isPartial ? { resourcesAtLeast: found.resources } : { resources: found.resources }),
      failingResources: found.failing,
      evaluations: evaluated.evaluations,
      failures: evaluated.failures,
      controls: evaluated.cids.length,
      accounts: await countAccounts(database, values),
    },
    isPartial: found.isPartial || evaluated.isPartial,
  }
}

/** The evaluations of the resources that match. */
async function evaluationsOf(c: Context<ApiEnv>, values: FacetValues, budget: Budget): Promise<EvaluationFilter> {
  const { database } = c.var.api
  const { text, range, query, ...plain } = values
  const filter = await resolveEvaluationFilter(c, plain)
  if (text === undefined && range === undefined && query === undefined) return filter
  const { result: _, ...wanted } = await resolveResourceFilter(c, values)
  const { few, rids, condition } = await planSearchedResources(database, wanted, budget)
  return { ...filter, ofResource: all(few, condition), ofRids: rids }
}
