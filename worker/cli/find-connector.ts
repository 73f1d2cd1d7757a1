import type { Connector } from '../../shared/connector.ts'
import { type Access, answer } from './access.ts'
import { CliError, usageError } from './exits.ts'

/** The connector of an id or a name. Throws a usage error where there is none, or more than one. */
export async function findConnector({ client }: Access, wanted: string): Promise<Connector> {
  const { items } = await answer(client.api.connectors.$get({ query: {} }))
  const all: readonly Connector[] = items
  const byId = all.find(({ id }) => id === wanted)
  if (byId) return byId
  const found = all.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  const [first, second] = found
  if (first && !second) return first
  if (first)
    throw usageError(
      `${found.length} connectors are called ${wanted}. Give an id: ${found.map(({ id }) => id).join(', ')}.`,
    )
  const names = all.slice(0, 20).map(({ name }) => name)
  const known = all.length > 20 ? [...names, '…'] : names
  throw usageError(
    `There is no connector ${wanted}. ${names.length > 0 ? `There are: ${known.join(', ')}.` : 'There are none yet.'}`,
  )
}

/** Throws where a run of the connector would find nothing because nothing is judged, or where it cannot run. */
export function refuseIdle({ name, type, retired, stateReason = '' }: Connector): void {
  if (retired) throw new CliError(`${name} does not run any more. ${stateReason}`.trim())
  if (type === 'organization') {
    throw usageError(
      `${name} keeps the connectors of an organization and judges nothing itself. Scan one of its members.`,
    )
  }
  if (type === 'inventory' || type === 'assessment') {
    throw usageError(
      `${name} is of the type ${type}: it lists resources and judges nothing, so that there are no findings.`,
    )
  }
}
