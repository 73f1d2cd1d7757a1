import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './aws/call.ts'
import { answerEc2 } from './aws/ec2.ts'
import type { AwsEstate } from './aws/estate.ts'
import { answerIam } from './aws/iam.ts'
import { readCall } from './aws/read-call.ts'
import { faultRefusal, refusalAnswer } from './aws/refusals.ts'
import { answerS3, answerS3Control } from './aws/s3.ts'
import { answerSts } from './aws/sts.ts'
import type { CloudOptions, Fault, SimulatedCloud } from './cloud.ts'

export type SimulatedAws = SimulatedCloud<AwsEstate> & {
  /** Regions that calls were signed for. */
  readonly regions: ReadonlySet<string>
  /** From now on, sessions say that they are of this account. */
  readonly pretendAccount: (id: string) => void
}

const services = { sts: answerSts, iam: answerIam, ec2: answerEc2, s3: answerS3, s3control: answerS3Control }

/** Milliseconds that a call of the fault `slow` takes. */
const slowness = 1_500

/**
 * AWS on loopback, for the real SDK: set `AWS_ENDPOINT_URL` to its `url`, and any access key for the worker. Keys that
 * hold `EXPIRED` or `UNKNOWN` are refused as AWS refuses such keys.
 */
export async function startAws(estate: AwsEstate, options: CloudOptions = {}): Promise<SimulatedAws> {
  const { port = 0, latency = 0, pageSize = Number.POSITIVE_INFINITY } = options
  const world: AwsWorld = { estate, sessions: new Map(), pageSize }
  const faults: Fault[] = []
  const calls = new Map<string, number>()
  const regions = new Set<string>()

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const call = await readCall(request, world)
    const operation = `${call.service}:${call.action}`
    calls.set(operation, (calls.get(operation) ?? 0) + 1)
    regions.add(call.region)
    const fault = takeFault(faults, operation, call)
    if (latency > 0) await sleep(latency)
    if (fault?.kind === 'slow') await sleep(slowness)
    send(response, fault ? withFault(call, world, fault) : serve(call, world), fault)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    estate,
    faults,
    calls,
    regions,
    pretendAccount(id) {
      world.pretended = id
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function serve(call: AwsCall, world: AwsWorld): AwsAnswer {
  try {
    admit(call)
    return services[call.service](call, world)
  } catch (error) {
    if (error instanceof AwsRefusal) return refusalAnswer(error, call)
    throw error
  }
}

function withFault(call: AwsCall, world: AwsWorld, { kind }: Fault): AwsAnswer {
  const refusal = faultRefusal(
    kind,
    call,
    permissions[`${call.service}:${call.action}`] ?? `${call.service}:${call.action}`,
  )
  return refusal ? refusalAnswer(refusal, call) : serve(call, world)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const permissions: Readonly<Record<string, string>> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
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

function takeFault(faults: readonly Fault[], operation: string, { region, account, input, bucket }: AwsCall) {
  const fault = faults.find(
    (candidate) =>
      candidate.operation === operation &&
      candidate.times !== 0 &&
      (candidate.region ?? region) === region &&
      (candidate.account ?? account?.id) === account?.id &&
      (candidate.resource === undefined ||
        candidate.resource === bucket ||
        [...input.values()].includes(candidate.resource)),
  )
  if (fault?.times) fault.times -= 1
  return fault
}

function send(response: ServerResponse, { status = 200, body, headers }: AwsAnswer, fault: Fault | undefined) {
  const isJson = headers?.['content-type'] === 'application/json'
  const text = isJson ? body : `<?xml version="1.0" encoding="UTF-8"?>\n${body}`
  const half = text.slice(0, Math.ceil(text.length / 2))
  response.writeHead(status, { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': 'simulated', ...headers })
  if (fault?.kind === 'malformed') return response.end(half)
  if (fault?.kind !== 'cut') return response.end(text)
  response.write(half)
  return setTimeout(() => response.destroy(), 10)
}
