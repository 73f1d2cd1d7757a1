import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { needs, type Permission, rightsOf } from '../../../shared/permission.ts'
import type { Access } from '../../../worker/api/context.ts'
import { startApi } from './start.ts'

type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly tags?: readonly string[] }>>>>
}
type Route = { readonly method: string; readonly path: string; readonly noun: string; readonly access: Access }

/** Columns of the matrix: what each role holds. A permission that opens no door stands beside both. */
const columns: Readonly<Record<string, readonly Permission[]>> = {
  reader: ['ui', 'api-readonly', 'readonly'],
  manager: ['ui', 'api', 'api-readonly', 'create', 'update', 'delete', 'administer'],
  readonly: ['ui', 'api', 'readonly'],
  create: ['ui', 'api', 'create'],
  update: ['ui', 'api', 'update'],
  delete: ['ui', 'api', 'delete'],
  administer: ['ui', 'api', 'administer'],
  'api-readonly': ['api-readonly'],
}

type Api = Awaited<ReturnType<typeof startApi>>

/** Every guarded address, whoever describes it, as its guard was told; what is ours goes by its tag. */
async function routesOf({ app, call }: Api): Promise<readonly Route[]> {
  const { paths } = (await call('/openapi.json', { token: null })).json as Description
  return app.routes.flatMap(({ method, path: pattern, handler }) => {
    const access = accessOf(handler)
    const path = pattern.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
    const noun = surfaces.find(([start]) => start.test(path))?.[1] ?? paths[path]?.[method.toLowerCase()]?.tags?.[0]
    return access === undefined || method === 'ALL' ? [] : [{ method, path, noun: noun ?? '', access }]
  })
}

const surfaces = [
  [/^\/(cloudview-api|cloudview|auth|msp)\b/, 'CloudView’s addresses'],
  [/^\/cspm\b/, 'Armor’s addresses'],
] as const

const begin = /<!-- permission matrix: .* -->\n/
const end = '<!-- end of the permission matrix -->'

test('the permission matrix in the README is that of the routes', async () => {
  const file = join(import.meta.dirname, '../../../README.md')
  const text = readFileSync(file, 'utf8')
  const [comment = ''] = begin.exec(text) ?? []
  const from = text.indexOf(comment) + comment.length
  const to = text.indexOf(end)
  expect(comment !== '' && to >= from, 'the README has the two comments of the matrix').toBe(true)
  const table = tableOf(await routesOf(await startApi()))
  if (process.env.UPDATE) writeFileSync(file, `${text.slice(0, from)}\n${table}\n${text.slice(to)}`)
  else expect(text.slice(from, to).trim(), `Regenerate it: ${comment.slice(24, -5)}`).toBe(table.trim())
})

/** A line for each noun and need: routes of one need are open to the same roles. */
function tableOf(routes: readonly Route[]): string {
  const lines = Map.groupBy([...routes].sort(byNoun), ({ noun, access }) => `${noun}|${access}`)
  const cells = (access: Access = 'open') =>
    Object.values(columns).map((held) => (access === 'open' || rightsOf(held).includes(access) ? '✓' : ''))
  return [
    ['about', 'needs', ...Object.keys(columns).map((name) => `\`${name}\``), 'routes'],
    ['---', '---', ...Object.keys(columns).map(() => ':-:'), '---'],
    ...[...lines.values()].map((group) => [
      group[0]?.noun ?? '',
      group[0]?.access ?? '',
      ...cells(group[0]?.access),
      group.map(({ method, path }) => `${method} \`${path}\``).join('<br>'),
    ]),
  ]
    .map((row) => `| ${row.join(' | ')} |\n`)
    .join('')
}

const order = ['open', ...needs]
const byNoun = (one: Route, other: Route) =>
  one.noun.localeCompare(other.noun) || order.indexOf(one.access) - order.indexOf(other.access)

test('F297 every route lets in exactly the roles that the matrix says', async () => {
  const api = await startApi()
  const tokens = await Promise.all(
    Object.entries(columns).map(async ([name, held]) => [name, held, await tokenOf(api, name, held)] as const),
  )
  for (const { method, path, access } of await routesOf(api)) {
    if (access === 'open') continue
    const address = path.replaceAll(/\{\w+\}|\*/g, '1')
    for (const [name, held, token] of tokens) {
      const { status, headers } = await api.app.request(`http://127.0.0.1${address}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      })
      const isAllowed = rightsOf(held).includes(access)
      expect(status === 403, `${method} ${path} (${access}) with the role ${name}: ${status}`).toBe(!isAllowed)
      expect(status, `${method} ${path} with the role ${name}: ${headers.get('content-type')}`).toBeLessThan(500)
    }
  }
})

/** Built-in roles as they are; the others are made. */
async function tokenOf({ call }: Api, name: string, permissions: readonly Permission[]): Promise<string> {
  const isBuiltIn = name === 'reader' || name === 'manager'
  const role = isBuiltIn ? name : (await call('/roles', { method: 'POST', body: { name, permissions } })).json.id
  return (await call('/tokens', { method: 'POST', body: { name, role } })).json.token
}

/** Pages and files for everybody, which ask for nothing: descriptions of the API, and the way in. */
const forEverybody = [
  /^\/(pair|favicon\.ico)?$/,
  /^\/sign-in(\/callback|\/done)?$/,
  /^\/api\/(openapi\.json|docs(\/.*)?)$/,
  /^\/cloudview-api\/(swagger-ui|swagger-resources|v2\/api-docs|v3\/api-docs|webjars|api-docs|docs)/,
  /^\/cspm\/(openapi\.json|swagger-ui|docs|api-docs)/,
]

test('every address of the worker is guarded or known to be open, described or not', async () => {
  const { app } = await startApi()
  const guards = app.routes.filter(({ handler }) => accessOf(handler) !== undefined)
  // What is told two things, the request and what comes next, only stands in the way.
  const handled = app.routes.filter(({ method, handler }) => method !== 'ALL' || handler.length < 2)
  expect(handled.length).toBeGreaterThan(40)
  for (const { method, path } of handled) {
    const isGuarded = guards.some((guard) => [method, 'ALL'].includes(guard.method) && covers(guard.path, path))
    const isOpen = forEverybody.some((pattern) => pattern.test(path))
    expect(isGuarded || isOpen, `${method} ${path} says who may use it: give it authorize(access)`).toBe(true)
  }
})

const covers = (guard: string, path: string) =>
  guard === path || (guard.endsWith('/*') && path.startsWith(guard.slice(0, -1)))

/** The mark that `authorize` leaves; Hono wraps handlers of parts with an error handler of their own. */
function accessOf(handler: unknown): Access | undefined {
  const { access, __COMPOSED_HANDLER: inner } = handler as { access?: Access; __COMPOSED_HANDLER?: unknown }
  return access ?? (inner === undefined ? undefined : accessOf(inner))
}
