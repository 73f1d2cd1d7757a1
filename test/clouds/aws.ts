import type { IncomingMessage } from 'node:http'
import { nameOperation } from '../../worker/connectors/aws-operations.ts'
import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './aws/call.ts'
import type { AwsEstate } from './aws/estate.ts'
import { readCall } from './aws/read-call.ts'
import { faultRefusal, refusalAnswer } from './aws/refusals.ts'
import { services } from './aws/services.ts'
import type { CloudOptions, SimulatedCloud } from './cloud.ts'
import { type Sent, serve, type Understood } from './serve.ts'

export type SimulatedAws = SimulatedCloud<AwsEstate> & {
  /** Regions that calls were signed for. */
  readonly regions: ReadonlySet<string>
  /** From now on, sessions say that they are of this account. */
  readonly pretendAccount: (id: string) => void
}

/**
 * AWS on loopback, for the real SDK: set `AWS_ENDPOINT_URL` to its `url`, and any access key for the worker. Keys that
 * hold `EXPIRED` or `UNKNOWN` are refused as AWS refuses such keys.
 */
export async function startAws(estate: AwsEstate, options: CloudOptions = {}): Promise<SimulatedAws> {
  const world: AwsWorld = { estate, sessions: new Map(), pageSize: options.pageSize ?? Number.POSITIVE_INFINITY }
  const regions = new Set<string>()

  async function understand(request: IncomingMessage): Promise<Understood> {
    const call = await readCall(request, world)
    const { service, action, region, account, input, parameters, bucket } = call
    const operation = `${service}:${action}`
    regions.add(region)
    return {
      ...{
        operation,
        region,
        account: account?.id,
        resources: [bucket ?? '', ...input.values(), ...Object.values(parameters).map(String)],
      },
      answer: () => toSent(answer(call, world)),
      refuse: (kind) =>
        toSent(refusalAnswer(faultRefusal(kind, call, nameOperation(service, action, region).permission), call)),
    }
  }

  return {
    ...(await serve(understand, options)),
    estate,
    regions,
    pretendAccount(id) {
      world.pretended = id
    },
  }
}

function answer(call: AwsCall, world: AwsWorld): AwsAnswer {
  try {
    admit(call)
    return services[call.service](call, world)
  } catch (error) {
    if (error instanceof AwsRefusal) return refusalAnswer(error, call)
    throw error
  }
}

function toSent({ status, body, headers }: AwsAnswer): Sent {
  const isJson = headers?.['content-type']?.includes('json')
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': 'simulated', ...headers },
    body: isJson ? body : `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  }
}

function admit({ accessKey, account, region, service }: AwsCall) {
  if (accessKey.includes('EXPIRED'))
    throw new AwsRefusal(403, 'ExpiredToken', 'The security token included in the request is expired')
  if (accessKey.includes('UNKNOWN') || (accessKey.startsWith('ASIA') && !account))
    throw new AwsRefusal(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.')
  if (service !== 'sts' && !account) throw new AwsRefusal(403, 'AccessDenied', 'Access Denied')
  if (account?.regions.disabled.includes(region))
    throw new AwsRefusal(401, 'AuthFailure', 'AWS was not able to validate the provided access credentials')
}
