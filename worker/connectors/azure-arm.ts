import { isRecord } from '../canonical.ts'
import type { AzureClients } from '../clients.ts'
import { ConnectionError } from '../connection.ts'
import { attempt } from './azure-attempt.ts'
import { type AzureOperation, operationOf, toOperationError } from './azure-operation.ts'
import type { AzurePace } from './azure-pace.ts'
import { pause, type Wait } from './pace.ts'
import { persist } from './persist.ts'

/** Reads Azure Resource Manager, whose answers are not trusted: they may name no other host, and must be what was asked. */
export type Arm = Pick<AzureClients, 'list' | 'get'> & { readonly calls: () => number }

type Options = {
  /** Where Resource Manager is: `https://management.azure.com`. */
  readonly endpoint: string
  readonly token: () => Promise<string>
  readonly pace: AzurePace
  readonly signal: AbortSignal
  readonly wait?: Wait
}

/** Limits are refilled within five minutes, and say how long to wait. */
const tries = { throttled: 6, failed: 4 }

export function createArm({ endpoint, token, pace, signal, wait = pause }: Options): Arm {
  const base = endpoint.replace(/\/+$/, '')
  let calls = 0

  async function bearer(operation: AzureOperation): Promise<string> {
    try {
      return await token()
    } catch (error) {
      signal.throwIfAborted()
      const happened = error instanceof ConnectionError ? error.message.replace(/\.$/, '') : 'signing in failed'
      throw toOperationError(operation, { code: 'SignInFailed', happened })
    }
  }

  function request(operation: AzureOperation, url: URL): Promise<Readonly<Record<string, unknown>>> {
    const { provider } = operation
    const once = async () => {
      signal.throwIfAborted()
      await pace.take(provider, signal)
      calls++
      const outcome = await attempt(url, await bearer(operation), signal)
      if ('answer' in outcome) return outcome
      return { ...outcome.failure, error: toOperationError(operation, outcome.failure) }
    }
    return persist(once, tries, async (delay, { failure }) => {
      if (failure === 'throttled') pace.hold(provider, delay)
      else await wait(delay, signal)
    })
  }

  async function* list<Item>(path: string, apiVersion: string): AsyncIterable<Item> {
    const operation = operationOf(path)
    const followed = new Set<string>()
    for (let url: URL | undefined = addressOf(base, path, apiVersion, operation); url; ) {
      followed.add(url.href)
      const { value, nextLink } = await request(operation, url)
      // A page without its list would otherwise pass for an empty one, and make everything vanish.
      if (!Array.isArray(value) || !value.every(isRecord)) throw refused(operation, 'the answer holds no list')
      yield* value as Item[]
      url = nextPage(base, nextLink, operation)
      if (url && followed.has(url.href)) throw refused(operation, 'the list points back to a page that it had')
    }
  }

  async function get<Answer>(path: string, apiVersion: string): Promise<Answer> {
    const operation = operationOf(path)
    return (await request(operation, addressOf(base, path, apiVersion, operation))) as Answer
  }
  return { list, get, calls: () => calls }
}

/** Paths hold ids that a cloud has answered: none may leave the host, add a query or climb. */
function addressOf(base: string, path: string, apiVersion: string, operation: AzureOperation): URL {
  const isPlain =
    /^\/[^/?#\\%\p{Cc}][^?#\\%\p{Cc}]*$/u.test(path) && !path.split('/').some((name) => /^\.+$/.test(name))
  if (!isPlain) throw refused(operation, 'the id is not one of Azure Resource Manager')
  const url = new URL(base + path)
  url.searchParams.set('api-version', apiVersion)
  return url
}

function nextPage(base: string, link: unknown, operation: AzureOperation): URL | undefined {
  if (link === undefined || link === null || link === '') return undefined
  const url = typeof link === 'string' && URL.canParse(link) ? new URL(link) : undefined
  // The token goes to the host that was asked, and to no other.
  if (url?.origin !== new URL(base).origin) throw refused(operation, 'the next page is said to be on another host')
  return url
}

const refused = (operation: AzureOperation, happened: string) =>
  toOperationError(operation, { code: 'Malformed', happened })
