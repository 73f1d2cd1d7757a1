import type { Cloud } from '../shared/resource.ts'
import { type Connect, type Connection, ConnectionError, type Endpoints } from './connection.ts'
import { limitsOf } from './connectors/aws-types.ts'
import { orAborted } from './or-aborted.ts'
import type { StoredConnector } from './store/connector-state.ts'

/** What signing in takes, apart from the connector. */
export type Gate = {
  readonly connect: Readonly<Record<Cloud, Connect>>
  readonly endpoints: Endpoints
  /** Opens a secret that was sealed for the connector with this id. */
  readonly unseal: (sealed: string, connectorId: string) => string
}

/** What signing in takes of a connector, be it stored or not; its secret is sealed for its id. */
export type Trying = Pick<StoredConnector, 'id' | 'cloud' | 'type' | 'parent' | 'settings' | 'sealed'>

/** Signs in with a connector. Whatever goes wrong is thrown as a `ConnectionError` that says what to do. */
export async function signIn(
  { connect, endpoints, unseal }: Gate,
  { id, cloud, type, parent, settings, sealed }: Trying,
  signal: AbortSignal,
): Promise<Connection> {
  try {
    const secret = sealed === undefined ? undefined : unseal(sealed, id)
    const options = { endpoints, signal, limits: limitsOf(type), isMember: parent !== undefined }
    return await orAborted(connect[cloud](settings, secret, options), signal)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ConnectionError) throw error
    if (error instanceof Error && error.name === 'SecretsError')
      throw new ConnectionError(error.message, 'Edit the connector and enter its secret again.', error)
    const name = error instanceof Error ? error.name : 'Error'
    throw new ConnectionError(
      `Signing in ended in an error that was not expected (${name}).`,
      'Test the connector again; if it stays, check its settings step by step.',
      error,
    )
  }
}
