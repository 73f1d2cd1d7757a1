import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { authorize } from './authorize.ts'
import type { Access, ApiEnv } from './context.ts'
import { onInvalid, problem, problemSchema } from './problem.ts'
import { share } from './share.ts'

/** A part of the API: routes are chained onto it, so that the client is typed. */
export const router = () => new OpenAPIHono<ApiEnv>({ defaultHook: onInvalid })

type Definition = Omit<RouteConfig, 'path'> & {
  readonly path: string
  readonly access: Access
  /** Whether those who ask for the same at the same time get one answer (share.ts). */
  readonly isShared?: true
  /** What it may refuse besides: status → when. */
  readonly refuses?: Readonly<Record<number, string>>
}

const refusals = (access: Access): readonly (readonly [status: number, description: string])[] => {
  if (access === 'open') return []
  return [
    [401, 'No token, or one that is unknown, expired or revoked'],
    [403, `The token’s roles do not let it ${access}`],
  ]
}

/**
 * Declares a route. `access` is the one place that says who may use it: `open` needs no token, anything else one whose
 * roles allow it. The description, the refusals and the check all follow from it.
 */
export function route<const D extends Definition>({ access, isShared, refuses = {}, ...definition }: D): Route<D> {
  const { request } = definition
  const config = {
    ...definition,
    request: { ...request, query: request?.query ?? z.strictObject({}) },
    security: access === 'open' ? [] : [{ token: [] }],
    'x-plumbline-access': access,
    middleware: [authorize(access), ...(request?.body?.required ? [needsBody] : []), ...(isShared ? [share] : [])],
    responses: { ...definition.responses, ...problems(access, refuses, definition) },
  }
  return createRoute(config as unknown as Definition) as unknown as Route<D>
}

/** Without a type nothing was sent; the validator would take it for an empty object. */
const needsBody: MiddlewareHandler = async (c, next) =>
  c.req.header('content-type') === undefined ? problem(c, 400, 'body: Send a body, as application/json.') : next()

type Route<D> = Omit<D, 'access' | 'isShared' | 'refuses'>

function problems(
  access: Access,
  refuses: Readonly<Record<number, string>>,
  { path, method }: Pick<Definition, 'path' | 'method'>,
): RouteConfig['responses'] {
  const statuses = [
    [400, 'The request does not fit this description'] as const,
    ...refusals(access),
    ...(path.includes('{') ? [[404, 'There is no such thing'] as const] : []),
    ...Object.entries(refuses),
    ...(method === 'post' || method === 'patch' ? [[413, 'The body is larger than 1 MB'] as const] : []),
  ]
  const content = { 'application/problem+json': { schema: problemSchema } }
  return Object.fromEntries(statuses.map(([status, description]) => [status, { description, content }]))
}

/** An answer in JSON. */
export const json = <const S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A body in JSON; it must be there. */
export const body = <const S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})
