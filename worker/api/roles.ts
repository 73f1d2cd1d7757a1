import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { oneLine } from '../../shared/one-line.ts'
import { conflictOf, permissionLabels, permissions, type Role } from '../../shared/permission.ts'
import { createRole, deleteRole, findRole, listRoles, type RoleDraft, updateRole } from '../store/roles.ts'
import { locksOut } from '../store/users.ts'
import type { ApiEnv } from './context.ts'
import { inTurn } from './in-turn.ts'
import { Problem } from './problem.ts'
import { body, json, route, router } from './route.ts'

const permission = z.enum(permissions)

const roleSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    permissions: z.array(permission).readonly(),
    builtIn: z.boolean(),
  })
  .openapi('Role')

const draft = z.strictObject({
  name: oneLine(100),
  description: z.string().trim().max(1000).default(''),
  permissions: z.array(permission).max(permissions.length),
})

/** Without the defaults of a new one: what is left out stays. */
const patch = z.strictObject({
  name: draft.shape.name.optional(),
  description: z.string().trim().max(1000).optional(),
  permissions: draft.shape.permissions.optional(),
})

const tags = ['Roles']
const administer = { access: 'administer', tags } as const
const params = z.object({ id: z.string() })
const refuses = { 409: 'There is a role of this name, it is built in or in use, or nobody could administer any more' }

const list = route({
  ...administer,
  method: 'get',
  path: '/roles',
  summary: 'All roles, and the permissions that roles may hold',
  responses: {
    200: json(
      z.object({
        items: z.array(roleSchema).readonly(),
        permissions: z.array(z.object({ id: permission, label: z.string() })).readonly(),
      }),
      'The roles; the built-in ones first',
    ),
  },
})

const create = route({
  ...administer,
  method: 'post',
  path: '/roles',
  summary: 'Make a role',
  description:
    'The permissions of several roles add up. `readonly` excludes `create`, `update` and `delete` in a role.',
  request: { body: body(draft) },
  refuses: { 409: 'There is a role of this name' },
  responses: { 201: json(roleSchema, 'The role') },
})

const read = route({
  ...administer,
  method: 'get',
  path: '/roles/{id}',
  summary: 'One role',
  request: { params },
  responses: { 200: json(roleSchema, 'The role') },
})

const update = route({
  ...administer,
  method: 'patch',
  path: '/roles/{id}',
  summary: 'Change a role; it holds for whoever has it from the next request on',
  request: { params, body: body(patch) },
  refuses,
  responses: { 200: json(roleSchema, 'The role as it is now') },
})

const remove = route({
  ...administer,
  method: 'delete',
  path: '/roles/{id}',
  summary: 'Delete a role that nobody has',
  request: { params },
  refuses,
  responses: { 204: { description: 'Deleted' } },
})

export const roles = router()
  .openapi(list, async (c) => {
    const labels = permissions.map((id) => ({ id, label: permissionLabels[id] }))
    return c.json({ items: await listRoles(c.var.api.database), permissions: labels }, 200)
  })
  .openapi(create, async (c) => {
    const { database, clock } = c.var.api
    const role = await createRole(database, consistent(c.req.valid('json')), clock())
    if (!role) throw sameName()
    return c.json(role, 201)
  })
  .openapi(read, async (c) => c.json(await find(c, c.req.valid('param').id), 200))
  .openapi(update, async (c) => {
    const { id } = c.req.valid('param')
    await inTurn(c.var.api.database, () => save(c, id, c.req.valid('json')))
    return c.json(await find(c, id), 200)
  })
  .openapi(remove, async (c) => {
    const { database, clock } = c.var.api
    const { id } = await findOwn(c, c.req.valid('param').id)
    if (!(await deleteRole(database, id, clock()))) {
      throw new Problem(409, 'Users or tokens have this role.', { advice: 'Take it away from them first.' })
    }
    return c.body(null, 204)
  })

async function save(
  c: Context<ApiEnv>,
  id: string,
  { name, description, permissions }: z.infer<typeof patch>,
): Promise<void> {
  const { database, clock } = c.var.api
  const before = await findOwn(c, id)
  const after: Role = {
    ...before,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(permissions && { permissions }),
  }
  await refuseLockout(c, after)
  if (!(await updateRole(database, id, consistent(after), clock()))) throw sameName()
}

const sameName = () => new Problem(409, 'There is a role of this name already.')

function consistent<D extends RoleDraft>(role: D): D {
  const conflict = conflictOf(role.permissions)
  if (conflict) throw new Problem(400, conflict, { errors: [{ field: 'permissions', message: conflict }] })
  return { ...role, permissions: permissions.filter((one) => role.permissions.includes(one)) }
}

async function refuseLockout({ var: { api } }: Context<ApiEnv>, role: Role): Promise<void> {
  if (await locksOut(api.database, { role })) throw new Problem(409, 'Then no user could administer any more.')
}

async function find(c: Context<ApiEnv>, id: string): Promise<Role> {
  const role = await findRole(c.var.api.database, id)
  if (!role) throw new Problem(404, 'There is no such role.')
  return role
}

async function findOwn(c: Context<ApiEnv>, id: string): Promise<Role> {
  const role = await find(c, id)
  if (role.builtIn) throw new Problem(409, `The role ${role.name} is built in. Make one of your own.`)
  return role
}
