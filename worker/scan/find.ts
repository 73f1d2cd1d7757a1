import { OperationError } from '../operation-error.ts'
import { createReader } from '../reader.ts'
import { type Failure, failureOf, failuresOf } from './failure.ts'
import { normalise } from './normalise.ts'
import type { Scan } from './scan-run.ts'
import type { Place } from './shards.ts'

/** What a list yields, normalised. What fails is told to `fail`: one resource by itself, the list as a whole. */
export async function* find(
  { connection, signal, progress }: Scan,
  { type, region }: Place,
  fail: (failure: Failure) => void,
) {
  const { account, partition } = connection
  try {
    const clients = connection.clients(region)
    for await (const raw of type.list({ clients, account, partition, region, reader: createReader, signal })) {
      const found = attempt(() => normalise(type, raw, { account, partition, region }), fail)
      for (const failure of failuresOf(found?.unread ?? [])) progress.fail({ type: type.type, region, ...failure })
      if (found) yield found
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!isNotOffered(error)) fail(failureOf(error, `list ${type.type}`))
  }
}

/** Where the cloud does not offer a service there is nothing to list: the list is empty, and complete. */
const isNotOffered = (error: unknown) => error instanceof OperationError && error.code === 'NotOffered'

function attempt<Value>(action: () => Value, fail: (failure: Failure) => void): Value | undefined {
  try {
    return action()
  } catch (error) {
    fail(failureOf(error, 'normalise'))
    return undefined
  }
}
