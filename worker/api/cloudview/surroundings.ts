import type { Connector } from '../../../shared/connector.ts'
import { readConnectorFacts } from '../../store/connector-facts.ts'
import { listConnectors } from '../../store/connectors.ts'
import type { ApiContext } from '../context.ts'
import type { Surroundings } from './connector-record.ts'
import { ownAccount } from './own-account.ts'

/** An organization connector reads no account itself: here it is the group of its members. */
export const isOrganization = ({ type }: Connector): boolean => type === 'organization'

/** What records of connectors are made from besides the connectors. */
export async function surroundings(api: ApiContext, known?: readonly Connector[]): Promise<Surroundings> {
  const [facts, baseAccountId, all] = await Promise.all([
    readConnectorFacts(api.database),
    ownAccount(api),
    known ?? listConnectors(api.database),
  ])
  return { facts, baseAccountId, organizations: new Map(all.filter(isOrganization).map(({ id, name }) => [id, name])) }
}

/** The connectors that read accounts; one of them where it is named, none where there is no such one. */
export async function select(api: ApiContext, asked: string | undefined): Promise<readonly Connector[]> {
  const all = (await listConnectors(api.database)).filter((connector) => !isOrganization(connector))
  if (asked === undefined || asked === '') return all
  const { facts } = await surroundings(api, all)
  return all.filter((connector) => connector.id === asked || String(facts.get(connector.id)?.no) === asked)
}
