import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { withoutSecrets } from '../../log.ts'
import { authorize } from '../authorize.ts'
import type { Access, ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { sameSite } from './same-site.ts'

/** How a surface words a refusal. */
export type Refuse = (
  c: Context<ApiEnv>,
  status: number,
  message: string,
  headers?: Readonly<Record<string, string>>,
) => Response

/** What a surface has in common: its words for refusals, and what stands before each of its routes. */
export type Surface = {
  readonly refuse: Refuse
  /** Schema of a refusal. */
  readonly refusal: z.ZodType
  /** How tokens may be sent. */
  readonly schemes: readonly ('basic' | 'bearer')[]
  /** Runs before the check of the token. */
  readonly before?: MiddlewareHandler<ApiEnv>
}

type Definition = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly headers?: z.ZodObject
  /** Bodies that are understood: media type → schema. They are read by the handler, whatever their type says. */
  readonly bodies?: Readonly<Record<string, z.ZodType>>
  /** Status → what it answers with: a schema for JSON, media types, or nothing. */
  readonly answers: Readonly<Record<number, Answer>>
  readonly refuses?: Readonly<Record<number, string>>
}

type Answer = {
  readonly description: string
  readonly json?: z.ZodType
  readonly types?: readonly string[]
}

/** Declared as answering with no particular type: what is answered is typed by the records, and tested key by key. */
type Declared<D extends Definition> = {
  readonly method: D['method']
  readonly path: D['path']
  readonly request: {
    readonly params: D['params'] extends z.ZodObject ? D['params'] : z.ZodObject<Record<never, never>>
    readonly query: D['query'] extends z.ZodObject ? D['query'] : z.ZodObject<Record<never, never>>
  }
  readonly responses: { readonly 200: { readonly description: string } }
}

/**
 * Declares a route of a compatible surface. As with `route`, the description, the refusals and the check of the token
 * follow from `access`; unlike there, fields that are not known are ignored: clients send them.
 */
export function compatRoute<const D extends Definition>(surface: Surface, definition: D): Declared<D> {
  const { access, params, query, headers, bodies, answers, refuses, ...rest } = definition
  const config = {
    ...rest,
    request: { ...(params && { params }), query: query ?? z.object({}), ...(headers && { headers }) },
    ...(bodies && { requestBody: { content: contentOf(bodies) } }),
    security: access === 'open' ? [] : surface.schemes.map((scheme) => ({ [scheme]: [] })),
    'x-plumbline-access': access,
    middleware: [...(surface.before ? [surface.before] : []), sameSite(surface.refuse), guard(surface, access)],
    responses: { ...responsesOf(answers), ...refusalsOf(surface, definition) },
  }
  return createRoute(config as unknown as RouteConfig) as unknown as Declared<D>
}

const guard = ({ schemes, refuse }: Surface, access: Access) =>
  authorize(access, {
    ...{ door: 'api', schemes },
    refuse: (c, { status, detail }, headers) => refuse(c, status, detail, headers),
  })

const contentOf = (bodies: NonNullable<Definition['bodies']>) =>
  Object.fromEntries(
    Object.entries(bodies).map(([type, schema]) => [type, { schema: z.toJSONSchema(schema, { io: 'input' }) }]),
  )

const responsesOf = (answers: Definition['answers']): RouteConfig['responses'] =>
  Object.fromEntries(
    Object.entries(answers).map(([status, { description, json, types = [] }]) => {
      const texts = Object.fromEntries(types.map((type) => [type, { schema: z.string() }]))
      const content = { ...(json && { 'application/json': { schema: json } }), ...texts }
      return [status, Object.keys(content).length === 0 ? { description } : { description, content }]
    }),
  )

function refusalsOf(surface: Surface, { access, method, path, answers, refuses = {} }: Definition) {
  const answered = new Set(Object.keys(answers))
  const statuses: Readonly<Record<number, string | undefined>> = {
    400: 'The request does not fit this description',
    ...(access === 'open' ? {} : { 401: 'Not signed in, or with a token that is unknown, expired or revoked' }),
    ...(access === 'open' && method === 'get' ? {} : { 403: `The token’s roles do not let it ${access}` }),
    ...(path.includes('{') ? { 404: 'There is no such thing' } : {}),
    ...(method === 'get' ? {} : { 413: 'The body is larger than 1 MB' }),
    ...refuses,
  }
  const content = { 'application/json': { schema: surface.refusal } }
  return Object.fromEntries(
    Object.entries(statuses).flatMap(([status, description = '']) =>
      description && !answered.has(status) ? [[status, { description, content }]] : [],
    ),
  )
}

/** A part of a surface, whose refusals are in the surface's words. */
export const compatRouter = ({ refuse }: Surface): OpenAPIHono<ApiEnv> =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) =>
      result.success
        ? undefined
        : refuse(c, 400, result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' ')),
  })

/** Errors whose words are meant for people, as in problem.ts. */
const known: Readonly<Record<string, number>> = {
  ConnectionError: 422,
  MissingError: 404,
  OperationError: 502,
  UnintelligibleError: 502,
  DatabaseError: 503,
}

/** Turns what a handler threw into a refusal of the surface. */
export const refuseError =
  ({ refuse }: Surface) =>
  (error: Error, c: Context<ApiEnv>): Response => {
    if (error instanceof Problem) return refuse(c, error.status, [error.message, error.extras.advice].join(' ').trim())
    if (error instanceof HTTPException) return refuse(c, error.status, error.message)
    const status = known[error.name]
    if (status) return refuse(c, status, withoutSecrets(error.message))
    c.var.api.log.error({ err: error, method: c.req.method, path: c.req.path }, 'A request failed')
    return refuse(c, 500, 'The worker could not answer. Its log says why.')
  }
