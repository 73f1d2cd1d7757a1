import type { STSClient } from '@aws-sdk/client-sts'
import { ConnectionError } from '../connection.ts'
import { orAborted } from '../or-aborted.ts'
import { faultOf, isThrottle, malformedAnswer, toOperationError } from './aws-errors.ts'
import { isNotOffered, notOffered } from './aws-not-offered.ts'
import { type AwsOperation, isAnswerOf, nameOperation } from './aws-operations.ts'
import { paceOf } from './aws-pace.ts'
import type { AwsService } from './aws-services.ts'

/** What every client of a connection shares. */
export type Equipment = {
  readonly account: string
  readonly signal: AbortSignal
  /** Called once for each attempt. */
  readonly count: () => void
}

/**
 * Makes a client keep to our terms: calls are named, paced and counted attempt by attempt, an answer must be one of the
 * call, failures are `OperationError`s, and the signal ends calls and waits alike with its own reason.
 */
export function equip<Client extends { readonly middlewareStack: { readonly use: unknown } }>(
  client: Client,
  service: AwsService,
  region: string,
  { account, signal, count }: Equipment,
): Client {
  // Every client's stack takes these steps; the types differ by the commands of the client alone.
  const { middlewareStack } = client as unknown as Pick<STSClient, 'middlewareStack'>
  const nameOf = (command = 'UnknownCommand') => nameOperation(service, command.replace(/Command$/, ''), region)

  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        try {
          signal.throwIfAborted()
          // The SDK sleeps through an abort between two attempts; this does not.
          return await orAborted(next(args), signal)
        } catch (error) {
          if (signal.aborted) throw signal.reason
          throw error instanceof ConnectionError ? error : toOperationError(error, nameOf(commandName))
        }
      },
    { step: 'initialize', priority: 'high', name: 'plumblineNaming' },
  )

  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const pace = paceOf(account, service, region, nameOf(commandName).operation)
        await pace.take(signal)
        count()
        try {
          return await next(args)
        } catch (error) {
          const { code } = faultOf(error)
          if (isThrottle(code)) pace.slow()
          const { hostname } = args.request as { readonly hostname: string }
          // Under another name, which the SDK does not try again.
          if (await isNotOffered(hostname, { code, region })) throw Object.assign(new Error(code), { name: notOffered })
          throw error
        }
      },
    { step: 'deserialize', priority: 'high', name: 'plumblinePace' },
  )

  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args)
        const response = result.response as { statusCode: number; body: unknown }
        if (response.statusCode < 300) response.body = await completeBody(response.body, nameOf(commandName))
        return result
      },
    { step: 'deserialize', priority: 'low', name: 'plumblineCompleteness' },
  )
  return client
}

async function completeBody(body: unknown, call: AwsOperation): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (isAnswerOf(call, bytes)) return bytes
  throw Object.assign(new Error(`not an answer to ${call.operation}`), { name: malformedAnswer })
}
