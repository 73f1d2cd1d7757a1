import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { withoutSecrets } from '../log.ts'
import type { ApiEnv } from './context.ts'

/** Problem details of RFC 9457: every answer of the API that is not a success. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ description: 'What kind of problem: `about:blank` where the status says it all.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional().openapi({ description: 'One sentence for a person.' }),
    advice: z.string().optional().openapi({ description: 'What to do about it.' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .readonly()
      .optional()
      .openapi({ description: 'What is wrong with the request, field by field.' }),
  })
  .openapi('Problem')

type Extras = Pick<z.infer<typeof problemSchema>, 'advice' | 'errors'>

/** Thrown by handlers: becomes the answer. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: ContentfulStatusCode
  readonly extras: Extras

  constructor(status: ContentfulStatusCode, detail: string, extras: Extras = {}) {
    super(detail)
    this.status = status
    this.extras = extras
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Request too large',
  415: 'Unsupported media type',
  421: 'Misdirected request',
  422: 'The connector cannot sign in',
  429: 'Too many requests',
  501: 'Not possible on this machine',
  502: 'The cloud did not answer as it should',
  503: 'Not ready',
}

/** Errors whose words are meant for people. By name: the engine's come from another thread, as copies. */
const engineErrors: Readonly<Record<string, ContentfulStatusCode>> = {
  ConnectionError: 422,
  MissingError: 404,
  OperationError: 502,
  UnintelligibleError: 502,
  DatabaseError: 503,
}

/** The answer that tells a problem. With its length said, it is sent in one piece: so short a text is not packed. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  { headers, ...extras }: Extras & { readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  const text = JSON.stringify({ type: 'about:blank', title: titles[status] ?? 'Error', status, detail, ...extras })
  return c.body(text, status, {
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  })
}

/** Turns whatever a handler threw into a problem. What nobody foresaw is logged, and told without its words. */
export function onError(error: Error, c: Context<ApiEnv>): Response {
  if (error instanceof Problem) return problem(c, error.status, error.message, error.extras)
  if (error instanceof HTTPException) return problem(c, error.status as ContentfulStatusCode, httpDetail(error))
  const status = engineErrors[error.name]
  if (status) {
    const { advice } = error as Error & { advice?: unknown }
    return problem(c, status, withoutSecrets(error.message), typeof advice === 'string' ? { advice } : {})
  }
  c.var.api.log.error({ err: error, method: c.req.method, path: c.req.path }, 'A request failed')
  return problem(c, 500, 'The worker could not answer. Its log says why.')
}

function httpDetail(error: HTTPException): string {
  if (error.status === 400) return 'The body is not valid JSON.'
  if (error.status === 415) return 'Send the body as application/json.'
  return error.message
}

/** What every validator of a route does with a request that it refuses. */
export function onInvalid(
  result: { readonly success: boolean; readonly target: string; readonly error?: z.ZodError },
  c: Context,
): Response | undefined {
  if (result.success || !result.error) return undefined
  const where = result.target === 'json' ? 'body' : result.target === 'param' ? 'path' : 'query'
  const errors = result.error.issues.flatMap((issue) => fieldErrors(issue, where))
  return problem(c, 400, errors.map(({ field, message }) => `${field}: ${message}`).join(' '), { errors })
}

function fieldErrors(issue: z.core.$ZodIssue, where: string): { field: string; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: key.slice(0, 100), message: `There is no such field in the ${where}.` }))
  }
  return [{ field: issue.path.map(String).join('.') || where, message: issue.message }]
}
