import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import { OperationError } from '../../operation-error.ts'
import type { CollectContext } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'

type Context = CollectContext<'gcp'>
export type Instance = compute_v1.Schema$Instance

/**
 * Every item of a list of Compute Engine. Where the API is off in the project there can be no networks, firewall rules
 * or instances: the list is empty, and that is a fact, not a failure.
 */
export async function* whereEnabled<Item>(list: AsyncIterable<Item>): AsyncIterable<Item> {
  try {
    yield* list
  } catch (error) {
    if (!(error instanceof OperationError && error.failure === 'disabled')) throw error
  }
}

/** One thing of Compute Engine, read live; `undefined` where it is not there, or the whole API is off. */
export const whereThere = <Item>(get: () => Promise<Item>): Promise<Item | undefined> =>
  unlessAbsent(['absent', 'disabled'], get)

/** `fields` limits what the answer holds, for those who need a few fields of very many instances. */
type ListOptions = { readonly fields?: string }

const aggregatedList = 'compute.instances.aggregatedList'

/**
 * The instances of every zone, page by page. A zone that does not answer fails the list, but only at its end, so that
 * the other zones are known and nothing counts as gone.
 * https://cloud.google.com/compute/docs/reference/rest/v1/instances/aggregatedList
 */
export async function* instancePages(
  { clients, account }: Context,
  options: ListOptions = {},
): AsyncIterable<readonly Instance[]> {
  const silent = new Set<string>()
  const pages = clients.pages(aggregatedList, (pageToken) =>
    clients.compute.instances.aggregatedList({
      project: account,
      maxResults: 500,
      returnPartialSuccess: true,
      ...options,
      ...(pageToken ? { pageToken } : {}),
    }),
  )
  for await (const { items, unreachables } of pages) {
    const scopes = Object.entries(items ?? {})
    for (const zone of unreachables ?? []) silent.add(zone)
    for (const [zone, { warning }] of scopes) if (warning && !isEmptyZone(warning)) silent.add(zone)
    yield scopes.flatMap(([, { instances }]) => instances ?? [])
  }
  if (silent.size > 0) throw unreachable(aggregatedList, silent)
}

const isEmptyZone = ({ code }: { readonly code?: string }) => code === 'NO_RESULTS_ON_PAGE'

/** A list that is complete but for some places: what is there stays as it was known. */
export function unreachable(operation: string, places: Iterable<string>): OperationError {
  const names = [...places].map((place) => place.split('/').at(-1)).sort()
  return new OperationError({
    operation,
    failure: 'failed',
    code: 'UNREACHABLE',
    message: `${operation} could not reach ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''}.`,
  })
}
