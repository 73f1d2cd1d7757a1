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
