import type { AwsClients } from '../clients.ts'
import { OperationError } from '../operation-error.ts'
import { nameOperation } from './aws-operations.ts'
import type { AwsService } from './aws-services.ts'
import { allows } from './aws-types.ts'

/** What every client's stack has; its own types differ by the commands of the client. */
type Client = {
  readonly middlewareStack: {
    readonly identify: () => string[]
    readonly addRelativeTo: (
      middleware: Middleware,
      options: { readonly name: string; readonly relation: 'before'; readonly toMiddleware: string },
    ) => void
  }
}
type Handler = (args: unknown) => Promise<unknown>
type Middleware = (next: Handler, context: { readonly commandName?: string }) => Handler

/**
 * The same clients, confined to some actions: what a connector's type does not cover is refused here, as AWS would
 * refuse it, and AWS is not asked.
 */
export function withinLimits(clients: AwsClients, actions: readonly string[], region: string): AwsClients {
  return new Proxy(clients, {
    get(target, name: keyof AwsClients) {
      const own = target[name]
      if (name === 'once' || typeof own !== 'function') return own
      return async (elsewhere?: string) => {
        const client = await (own as (region?: string) => Promise<Client>)(elsewhere)
        return confine(client, name, actions, elsewhere ?? region)
      }
    },
  })
}

const step = 'plumblineLimits'

function confine(client: Client, service: AwsService, actions: readonly string[], region: string): Client {
  if (client.middlewareStack.identify().some((entry) => entry.startsWith(step))) return client
  client.middlewareStack.addRelativeTo(
    (next, { commandName = 'UnknownCommand' }) =>
      async (args) => {
        const { operation, permission } = nameOperation(service, commandName.replace(/Command$/, ''), region)
        if (allows(actions, permission)) return next(args)
        throw new OperationError({
          ...{ operation, permission, failure: 'denied', code: 'NotOfThisType' },
          message: `A connector of this type does not ask for ${permission}.`,
        })
      },
    { name: step, relation: 'before', toMiddleware: 'plumblineNaming' },
  )
  return client
}
