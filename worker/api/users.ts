import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { oneLine } from '../../shared/one-line.ts'
import { findRole } from '../store/roles.ts'
import { createUser, deleteUser, findUser, listUsers, locksOut, saveUser, type User } from '../store/users.ts'
import type { ApiEnv } from './context.ts'
import { inTurn } from './in-turn.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'
import { time } from './scalars.ts'

const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().optional(),
    subject: z.string().optional().openapi({ description: 'The sign-in provider’s id for them.' }),
    issuer: z.string().optional().openapi({ description: 'The sign-in provider.' }),
    roles: z.array(z.string()).readonly().openapi({ description: 'Ids of the roles that an administrator gave.' }),
    groupRoles: z
      .array(z.string())
      .readonly()
      .openapi({ description: 'Ids of the roles that the provider’s groups gave at the last sign-in; they add up.' }),
    disabled: time.optional(),
    created: time,
    lastSeen: time.optional().openapi({ description: 'To the hour.' }),
  })
  .openapi('User')

const name = oneLine(200)
const email = z.email({ error: 'Give an address such as ann@example.com.' }).max(320)
const roles = z.array(z.string().min(1).max(100)).max(50)
const subject = z.string().trim().min(1).max(255).openapi({
  description: 'The sign-in provider’s id (`sub`) for them, where they shall have these roles at their first sign-in.',
})

const draft = z.strictObject({ name, email: email.optional(), subject: subject.optional(), roles })
const patch = z.strictObject({
  name: name.optional(),
  email: email.nullable().optional(),
  roles: roles.optional(),
  disabled: z.boolean().optional().openapi({ description: 'Disabling revokes all their tokens, for good.' }),
})

const tags = ['Users']
const administer = { access: 'administer', tags } as const
const params = z.object({ id: z.string() })
const lastOne = { 409: 'They are the last user who may administer' }

const list = route({
  ...administer,
  method: 'get',
  path: '/users',
  summary: 'All users',
  responses: { 200: json(z.object({ items: z.array(userSchema).readonly() }), 'The users') },
})

const create = route({
  ...administer,
  method: 'post',
  path: '/users',
  summary: 'Make a user',
  description: 'They come in with a token (`POST /api/tokens` with their id), or by signing in at the provider.',
  request: { body: body(draft) },
  refuses: { 409: 'The provider’s id is another user’s' },
  responses: { 201: json(userSchema, 'The user') },
})

const read = route({
  ...administer,
  method: 'get',
  path: '/users/{id}',
  summary: 'One user',
  request: { params },
  responses: { 200: json(userSchema, 'The user') },
})

const update = route({
  ...administer,
  method: 'patch',
  path: '/users/{id}',
  summary: 'Rename, disable or enable a user, or give them other roles',
  request: { params, body: body(patch) },
  refuses: lastOne,
  responses: { 200: json(userSchema, 'The user as they are now') },
})

const remove = route({
  ...administer,
  method: 'delete',
  path: '/users/{id}',
  summary: 'Delete a user, with their tokens',
  request: { params },
  refuses: lastOne,
  responses: { 204: { description: 'Deleted' } },
})

export const users = router()
  .openapi(list, async (c) => c.json({ items: await listUsers(c.var.api.database) }, 200))
  .openapi(create, async (c) => {
    const { database, clock, signIn } = c.var.api
    const { name, email, subject, roles } = c.req.valid('json')
    await checkRoles(c, roles)
    if (subject !== undefined && !signIn) throw new Problem(400, 'subject: No sign-in provider is set on this worker.')
    const identity = subject !== undefined && signIn ? { subject, issuer: signIn.issuer } : {}
    const user = await createUser(
      database,
      { name, roles: unique(roles), ...(email && { email }), ...identity },
      clock(),
    )
    if (!user) throw new Problem(409, 'There is a user with this subject already.')
    return c.json(user, 201)
  })
  .openapi(read, async (c) => c.json(await find(c, c.req.valid('param').id), 200))
  .openapi(update, async (c) => {
    const { database } = c.var.api
    const { id } = c.req.valid('param')
    await inTurn(database, () => save(c, id, c.req.valid('json')))
    return c.json(await find(c, id), 200)
  })
  .openapi(remove, async (c) => {
    const { database } = c.var.api
    const { id } = await find(c, c.req.valid('param').id)
    await inTurn(database, async () => {
      await refuseLockout(c, id, null)
      await deleteUser(database, id)
    })
    return c.body(null, 204)
  })

async function save(c: Context<ApiEnv>, id: string, change: z.infer<typeof patch>): Promise<void> {
  const { database, clock } = c.var.api
  const before = await find(c, id)
  if (change.roles) await checkRoles(c, change.roles)
  const after = changed(before, change, clock())
  await refuseLockout(c, id, after)
  await saveUser(database, after)
}

function changed(user: User, { name, email, roles, disabled }: z.infer<typeof patch>, now: Date): User {
  const { email: oldEmail, disabled: since, ...rest } = user
  const newEmail = email === undefined ? oldEmail : email
  const end = disabled === undefined ? since : disabled ? (since ?? now.toISOString()) : undefined
  return {
    ...rest,
    ...(name !== undefined && { name }),
    ...(newEmail && { email: newEmail }),
    ...(roles && { roles: unique(roles) }),
    ...(end && { disabled: end }),
  }
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)]

async function checkRoles(c: Context<ApiEnv>, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    if (await findRole(c.var.api.database, id)) continue
    const message = `There is no role with the id ${id}.`
    throw new Problem(400, `roles: ${message}`, { errors: [{ field: 'roles', message }] })
  }
}

async function refuseLockout({ var: { api } }: Context<ApiEnv>, id: string, next: User | null): Promise<void> {
  if (!(await locksOut(api.database, { user: [id, next] }))) return
  throw new Problem(409, 'They are the last user who may administer.', {
    advice: 'Give another user such a role first.',
  })
}

async function find(c: Context<ApiEnv>, id: string): Promise<User> {
  const user = await findUser(c.var.api.database, id)
  if (!user) throw new Problem(404, 'There is no such user.')
  return user
}
