import type { IncomingMessage } from 'node:http'
import type { AwsService } from '../../../worker/connectors/aws-services.ts'
import type { AwsCall, AwsWorld } from './call.ts'
import { findRoute } from './rest.ts'
import { serviceSigned } from './services.ts'

/** Reads what a request asks for: by its signature's scope the service and region, by address and body the action. */
export async function readCall(request: IncomingMessage, { sessions, estate }: AwsWorld): Promise<AwsCall> {
  const [accessKey = '', , region = '', scope = ''] =
    /Credential=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split('/') ?? []
  const url = new URL(request.url ?? '/', 'http://aws')
  const accountId = sessions.get(accessKey)?.account
  const body = await readBody(request)
  const common = {
    ...{ region, accessKey, account: estate.accounts.find(({ id }) => id === accountId) },
    ...{ input: url.searchParams, parameters: {}, bucket: undefined },
  }

  if (scope === 's3' && url.pathname.startsWith('/v20180820/'))
    return { ...common, service: 's3control', action: 'GetPublicAccessBlock' }
  if (scope === 's3') {
    const bucket = decodeURIComponent(url.pathname.split('/')[1] ?? '') || undefined
    return { ...common, service: 's3', action: s3Action(bucket, url.searchParams), bucket }
  }
  const [, target] = /\.([A-Za-z]+)$/.exec(String(request.headers['x-amz-target'] ?? '')) ?? []
  const input = new URLSearchParams(body)
  const service = serviceSigned(scope, url.pathname, input)
  if (target) return { ...common, service, action: target, parameters: readJson(body) }
  if (input.has('Action')) return { ...common, service, action: input.get('Action') ?? 'None', input }
  return { ...common, ...rest(service, request.method ?? 'GET', url, body) }
}

function rest(service: AwsService, method: string, url: URL, body: string) {
  const { action, path } = findRoute(service, method, url)
  return { service, action, parameters: { ...Object.fromEntries(url.searchParams), ...readJson(body), ...path } }
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

function s3Action(bucket: string | undefined, query: URLSearchParams): string {
  if (!bucket) return 'ListBuckets'
  return Object.entries(subresources).find(([name]) => query.has(name))?.[1] ?? 'ListObjectsV2'
}

const subresources: Readonly<Record<string, string>> = {
  acl: 'GetBucketAcl',
  policy: 'GetBucketPolicy',
  publicAccessBlock: 'GetPublicAccessBlock',
  logging: 'GetBucketLogging',
  versioning: 'GetBucketVersioning',
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
