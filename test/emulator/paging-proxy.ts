import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Models, Paging } from './api-models.ts'
import { correct, correctUrl } from './corrections.ts'
import { cutJson, cutXml, offsetOf } from './cut-page.ts'
import { type Call, readCall } from './read-call.ts'
import { type Answer, failWith, refuse } from './refusal.ts'

export type PagingProxy = {
  readonly url: string
  /** Calls that are refused, as `account efs:DescribeFileSystems`, and the permission for them; change it at any time. */
  readonly denied: Map<string, string>
  /** Calls that the emulator has no answer for, as it said so itself. */
  readonly notHeld: Set<string>
  /** Lists that were told in several pages, and in how many at most. */
  readonly paged: Map<string, number>
  readonly close: () => Promise<void>
}

type Options = {
  readonly target: string
  readonly models: Models
  /** Regions that an account has enabled, the others being left alone, and whether its lists come in pages. */
  readonly worldOf: (account: string) => { readonly regions: readonly string[]; readonly isPaged: boolean }
}

/**
 * Stands between a worker and an emulator that answers lists whole: cuts them into pages as AWS's own descriptions of its
 * services say that they page, and refuses single calls of an account.
 */
export async function startPagingProxy({ target, models, worldOf }: Options): Promise<PagingProxy> {
  const accounts = new Map<string, string>()
  const [denied, notHeld, paged] = [new Map<string, string>(), new Set<string>(), new Map<string, number>()]

  async function answer(message: IncomingMessage): Promise<Answer> {
    const body = await readAll(message)
    const call = readCall(message, body.toString('utf8'), models)
    const account = accounts.get(call.accessKey) ?? ''
    const permission = denied.get(`${account} ${call.model}:${call.operation}`)
    if (permission) return refuse(call, account, permission)

    const { regions, isPaged } = worldOf(account)
    const paging = isPaged ? models(call.model).pagingOf(call.operation) : undefined
    const { offset, url, bytes, headers } = withoutToken(message, call, body, paging)
    const given = await forward(target, {
      method: message.method ?? 'GET',
      url: correctUrl(call, url),
      headers,
      body: bytes,
    })
    if (isNotHeld(given)) {
      notHeld.add(`${call.model}:${call.operation}`)
      return failWith(call, 501, 'NotImplemented', 'The emulator does not hold this.')
    }
    const empty = Buffer.alloc(0)
    const whole = await correct(call, given, (path) =>
      forward(target, { method: 'GET', url: path, headers, body: empty }),
    )
    if (whole.status >= 300) return whole
    if (call.operation === 'AssumeRole') remember(accounts, call, whole.body)
    if (call.operation === 'DescribeRegions') return { ...whole, body: onlyRegions(whole.body, regions) }
    return paging ? cut(call, whole, paging, offset) : whole
  }

  function cut(call: Call, whole: Answer, paging: Paging, offset: number): Answer {
    const isJson = call.dialect === 'json' || call.dialect === 'rest-json'
    const body = isJson ? cutJson(whole.body, paging, offset) : cutXml(whole.body, paging, offset)
    const name = `${call.model}:${call.operation}`
    if (body.includes('page-from-') || offset > 0) paged.set(name, (paged.get(name) ?? 0) + 1)
    return { ...whole, body }
  }

  const server = createServer((message, response) => {
    answer(message).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      (cause) => response.writeHead(502).end(String(cause)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    denied,
    notHeld,
    paged,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The request without the token that this proxy gave out, and where the page that it asks for begins. */
function withoutToken({ url = '/', headers }: IncomingMessage, call: Call, body: Buffer, paging: Paging | undefined) {
  const same = { offset: 0, url, headers, bytes: body }
  if (!paging) return same
  const { tokenIn } = paging
  if (call.dialect === 'json') {
    const input = JSON.parse(call.body || '{}') as Record<string, unknown>
    const offset = offsetOf(input[tokenIn] as string | undefined)
    if (offset === 0) return same
    delete input[tokenIn]
    return { ...same, offset, bytes: Buffer.from(JSON.stringify(input)) }
  }
  if (call.dialect === 'ec2' || call.dialect === 'query') {
    const input = new URLSearchParams(call.body)
    const name = input.has(tokenIn) ? tokenIn : tokenIn.charAt(0).toUpperCase() + tokenIn.slice(1)
    const offset = offsetOf(input.get(name))
    input.delete(name)
    return offset === 0 ? same : { ...same, offset, bytes: Buffer.from(input.toString()) }
  }
  const address = new URL(url, 'http://aws')
  const offset = offsetOf(address.searchParams.get(tokenIn))
  if (offset > 0) address.searchParams.delete(tokenIn)
  return offset === 0 ? same : { ...same, offset, url: `${address.pathname}${address.search}` }
}

type Forwarded = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

function forward(target: string, { method, url, headers, body }: Forwarded): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { 'transfer-encoding': _, expect: __, ...kept } = headers
    const onward = request(
      `${target}${url}`,
      { method, headers: { ...kept, 'content-length': body.length } },
      (response) => {
        readAll(response).then((bytes) => {
          resolve({
            status: response.statusCode ?? 502,
            headers: plain(response.headers),
            body: bytes.toString('utf8'),
          })
        }, reject)
      },
    )
    onward.on('error', reject).end(body)
  })
}

/** What says how long a body is, or what it sums up to, no longer holds once it is cut. */
const plain = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' &&
      !/^(content-length|transfer-encoding|connection|x-amz-c(rc32|hecksum-.*))$/.test(name)
        ? [[name, value]]
        : [],
    ),
  )

/** What the emulator does not know, or fails at, it answers with a page for people; its errors are AWS's otherwise. */
const isNotHeld = ({ status, body }: Answer) =>
  status === 501 || ((status === 404 || status === 500) && (body === '' || /^\s*<!doctype html/i.test(body)))

function remember(accounts: Map<string, string>, { body }: Call, answer: string): void {
  const account = /arn:[\w-]+:iam::(\d{12}):/.exec(new URLSearchParams(body).get('RoleArn') ?? '')?.[1]
  const key = /<AccessKeyId>([^<]+)</.exec(answer)?.[1]
  if (account && key) accounts.set(key, account)
}

const onlyRegions = (answer: string, regions: readonly string[]) =>
  answer.replace(/<item>(?:(?!<\/item>)[\s\S])*<\/item>\s*/g, (item) =>
    regions.includes(/<regionName>([^<]+)</.exec(item)?.[1] ?? '') ? item : '',
  )

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
