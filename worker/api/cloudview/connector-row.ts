import type { Connector } from '../../../shared/connector.ts'
import type { QueryRow } from '../../../shared/query/matches.ts'
import type { Value } from '../../../shared/query/query.ts'

/** A connector as something that a query can be held against. */
export function connectorRow(connector: Connector): QueryRow {
  const values: Readonly<Record<string, Value | undefined>> = {
    'connector.name': connector.name,
    'connector.description': connector.description,
    'connector.state': connector.state,
    'connector.type': connector.type,
    'connector.uuid': connector.id,
    cloud: connector.cloud,
    'account.id': connector.account,
    'connector.frequency': connector.frequency,
    'connector.lastRun': connector.lastRun,
    'connector.created': connector.created,
    'connector.modified': connector.updated,
  }
  const valuesOf = (token: string) => (Object.hasOwn(values, token) ? [values[token]] : [])
  return { values: (token) => valuesOf(token).filter((value) => value !== undefined), elements: () => [] }
}
