import { listPolicies } from '../../store/lists/controls.ts'
import type { ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { policyUuid } from './catalogue.ts'
import { select } from './surroundings.ts'

/** The path of the mandate of a number. */
export function mandateOf({ mandates }: ApiContext, number: number): string {
  const mandate = mandates.find((one) => one.number === number)
  if (!mandate) throw new Problem(400, `mandateId: There is no mandate ${number}.`)
  return mandate.slug
}

/** The paths of policies that are named by their ids or paths. */
export async function slugsOf({ database }: ApiContext, asked: readonly string[]): Promise<readonly string[]> {
  const all = await listPolicies(database)
  return asked.map((name) => {
    const policy = all.find((one) => one.slug === name || policyUuid(one) === name)
    if (!policy) throw new Problem(400, `policies: There is no policy ${name}.`)
    return policy.slug
  })
}

/** The ids of connectors that are named by their numbers or ids. */
export async function connectorsOf(api: ApiContext, asked: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(asked.map((name) => select(api, name)))
  return found.map(([connector], index) => {
    if (!connector) throw new Problem(400, `connectorIds: There is no connector ${asked[index]}.`)
    return connector.id
  })
}
