import type { IncomingMessage } from 'node:http'
import type { AwsCall, AwsWorld } from './call.ts'

/** Reads what a request asks for: by its signature's scope the service and region, by address and body the action. */
export async function readCall(request: IncomingMessage, { sessions, estate }: AwsWorld): Promise<AwsCall> {
  const [accessKey = '', , region = '', scope = ''] =
    /Credential=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split('/') ?? []
  const url = new URL(request.url ?? '/', 'http://aws')
  const accountId = sessions.get(accessKey)?.account
  const common = { region, accessKey, account: estate.accounts.find(({ id }) => id === accountId) }
  const body = await readBody(request)

  if (scope === 's3' && url.pathname.startsWith('/v20180820/'))
    return {
      ...common,
      service: 's3control',
      action: 'GetPublicAccessBlock',
      input: url.searchParams,
      bucket: undefined,
    }
  if (scope === 's3') {
    const bucket = decodeURIComponent(url.pathname.split('/')[1] ?? '') || undefined
    return { ...common, service: 's3', action: s3Action(bucket, url.searchParams), input: url.searchParams, bucket }
  }
  const input = new URLSearchParams(body)
  const service = scope === 'sts' || scope === 'iam' ? scope : 'ec2'
  return { ...common, service, action: input.get('Action') ?? 'None', input, bucket: undefined }
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
