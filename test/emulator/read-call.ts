import type { IncomingMessage } from 'node:http'
import type { Models } from './api-models.ts'

/** How a request is written, which is how its answers and errors are. */
export type Dialect = 'ec2' | 'query' | 'json' | 'rest-json' | 'rest-xml'

/** What a request asks for. */
export type Call = {
  /** The service by the name that requests are signed for: `elasticloadbalancing`. */
  readonly service: string
  /** The service by the name of its description: `elbv2`. */
  readonly model: string
  readonly operation: string
  readonly dialect: Dialect
  readonly region: string
  readonly accessKey: string
  readonly query: URLSearchParams
  readonly body: string
}

/** Services that are described under another name than the one that requests are signed for. */
const described: Readonly<Record<string, string>> = {
  'access-analyzer': 'accessanalyzer',
  elasticfilesystem: 'efs',
  elasticmapreduce: 'emr',
  monitoring: 'cloudwatch',
  sso: 'sso-admin',
  states: 'stepfunctions',
  tagging: 'resourcegroupstaggingapi',
}

/** Reads the call from the signature's scope, the address and the body. */
export function readCall({ method = 'GET', headers, url = '/' }: IncomingMessage, body: string, models: Models): Call {
  const [accessKey = '', , region = '', signed = ''] =
    /Credential=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split('/') ?? []
  const { pathname, searchParams } = new URL(url, 'http://aws')
  const common = { service: signed, region, accessKey, query: searchParams, body }
  const target = headers['x-amz-target']
  const form = /x-www-form-urlencoded/.test(headers['content-type'] ?? '') ? new URLSearchParams(body) : undefined
  const model = modelOf(signed, pathname, form?.get('Version') ?? '')

  if (typeof target === 'string')
    return { ...common, model, operation: target.split('.').at(-1) ?? '', dialect: 'json' }
  if (form?.has('Action')) {
    const dialect = signed === 'ec2' ? 'ec2' : 'query'
    return { ...common, model, operation: form.get('Action') ?? '', dialect }
  }
  const operation = restOperation(models, model, method, pathname, searchParams)
  const dialect = /^(s3|s3control|cloudfront)$/.test(model) ? 'rest-xml' : 'rest-json'
  return { ...common, model, operation, dialect }
}

function modelOf(signed: string, path: string, version: string): string {
  if (signed === 's3' && path.startsWith('/v20180820/')) return 's3control'
  if (signed === 'apigateway' && path.startsWith('/v2/')) return 'apigatewayv2'
  if (signed === 'elasticloadbalancing') return version.startsWith('2012') ? 'elb' : 'elbv2'
  return described[signed] ?? signed
}

/** The operation whose address matches, the one with the most fixed parts first. */
function restOperation(models: Models, model: string, method: string, path: string, query: URLSearchParams): string {
  const fits = models(model).operations.filter(({ http }) => {
    const [wanted = '', fixed = ''] = http.requestUri.split('?')
    const keys = [...new URLSearchParams(fixed)]
    return (
      http.method === method &&
      pathPattern(wanted).test(path.replace(/(?<=.)\/$/, '')) &&
      keys.every(([key, value]) => query.has(key) && (value === '' || query.get(key) === value))
    )
  })
  const fixedParts = ({ http }: (typeof fits)[number]) => http.requestUri.replace(/\{[^}]*\}/g, '').length
  return fits.sort((a, b) => fixedParts(b) - fixedParts(a))[0]?.name ?? `${method} ${path}`
}

const pathPattern = (uri: string) =>
  new RegExp(
    `^${uri
      .replace(/(?<=.)\/$/, '')
      .replace(/[.$^()|[\]\\*]/g, '\\$&')
      .replace(/\{[^}]*\+\}/g, '.+')
      .replace(/\{[^}]*\}/g, '[^/]+')}$`,
  )
