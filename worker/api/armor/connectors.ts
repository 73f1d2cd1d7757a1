import { randomInt } from 'node:crypto'
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Connector } from '../../../shared/connector.ts'
import { compatRoute, compatRouter } from '../cloudview/compat-route.ts'
import { readSent, toDraft } from '../cloudview/connector-body.ts'
import { ownAccount } from '../cloudview/own-account.ts'
import { foreignRefusal, isForeign } from '../cloudview/same-site.ts'
import { select, surroundings } from '../cloudview/surroundings.ts'
import { createConnector, runConnector } from '../connector-changes.ts'
import type { ApiContext, ApiEnv } from '../context.ts'
import { deleteConnector } from '../delete-connector.ts'
import { Problem } from '../problem.ts'
import { recordChange } from '../record.ts'
import { connectorRecord, connectorSchema } from './connector-record.ts'
import { armorSurface as surface } from './surface.ts'
import { message, nullable, providerParam, providers, readProvider } from './words.ts'

const tags = ['Connectors']
const path = '/cspm/connector'
const id = z.string().max(200).openapi({ description: 'Its number, or its connectorId.' })
const text = z.string().nullish()
const done = { 200: { description: 'It is done', json: message } } as const
const refuses = { 409: 'It stands in the way of another one, or of itself', 503: 'The database cannot be written' }

const draft = z.looseObject({
  ...{ accountId: text, name: z.string(), provider: z.string(), arn: text, description: text, externalId: text },
  ...{ applicationId: text, directoryId: text, subscriptionId: text, authenticationKey: text },
  ...{ projectId: text, gcpConfigJson: z.unknown() },
})

const detailsSchema = z
  .object({ provider: z.string(), accountId: nullable, externalId: nullable })
  .openapi('CreateDetails')

const details = compatRoute(surface, {
  ...{ tags, method: 'get', access: 'read', path: `${path}/create-details` },
  summary: 'What a role has to trust: the worker’s own account, and an external id for a new connector',
  query: z.object({ provider: providerParam }),
  answers: { 200: { description: 'The details; null for clouds that need none', json: detailsSchema } },
})

const list = compatRoute(surface, {
  ...{ tags, method: 'get', access: 'read', path },
  summary: 'Connectors; with refresh=true they run, for which a token needs the right to update',
  query: z.object({ id: id.optional(), refresh: z.string().max(10).optional() }),
  answers: { 200: { description: 'The connectors', json: z.object({ connectors: z.array(connectorSchema) }) } },
  refuses: { ...refuses, 403: 'The token’s roles do not let it run connectors' },
})

const create = compatRoute(surface, {
  ...{ tags, method: 'post', access: 'create', path, bodies: { 'application/json': draft }, answers: done, refuses },
  summary: 'Create a connector; its first run is queued',
})

const one = { path: `${path}/{id}`, params: z.object({ id }) } as const

const read = compatRoute(surface, {
  ...{ tags, method: 'get', access: 'read', ...one, summary: 'One connector' },
  answers: { 200: { description: 'The connector', json: connectorSchema } },
})

const remove = compatRoute(surface, {
  ...{ tags, method: 'delete', access: 'delete', ...one, answers: done, refuses },
  summary: 'Delete a connector with all that is known through it',
})

/** Connectors in the words of Armor. */
export const connectors: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(details, async (c) => {
    const cloud = readProvider(c.req.valid('query').provider)
    const isAws = cloud === 'aws'
    const accountId = isAws ? await ownAccount(c.var.api) : null
    return c.json({ provider: providers[cloud], accountId, externalId: isAws ? newExternalId() : null })
  })
  .openapi(list, async (c) => {
    const { id: asked, refresh } = c.req.valid('query')
    const found = await select(c.var.api, asked)
    const isRefresh = refresh?.toLowerCase() === 'true'
    if (isRefresh) await refreshAll(c, found)
    const all = await select(c.var.api, asked)
    const around = await surroundings(c.var.api)
    const answer = c.json({ connectors: all.map((connector) => connectorRecord(connector, around)) })
    if (isRefresh) await recordRefresh(c, answer)
    return answer
  })
  .openapi(create, async (c) => {
    const sent = await readSent(c)
    const cloud = readProvider(String(sent.provider ?? ''))
    const { name } = await createConnector(
      c.var.api,
      c.var.actor.owner,
      toDraft({ ...sent, configFile: sent.gcpConfigJson }, cloud),
    )
    return c.json({ message: `The connector ${name} was created.` })
  })
  .openapi(read, async (c) => {
    const connector = await find(c.var.api, c.req.valid('param').id)
    return c.json(connectorRecord(connector, await surroundings(c.var.api)))
  })
  .openapi(remove, async (c) => {
    const connector = await find(c.var.api, c.req.valid('param').id)
    await deleteConnector(c.var.api, connector, undefined)
    return c.json({ message: `The connector ${connector.name} was deleted.` })
  })

/** A number, as these clients know it, of 18 digits. */
const newExternalId = () => Array.from({ length: 3 }, () => randomInt(100_000, 1_000_000)).join('')

async function find(api: ApiContext, asked: string): Promise<Connector> {
  const [connector] = await select(api, asked)
  if (!connector) throw new Problem(404, `There is no connector ${asked}.`)
  return connector
}

async function refreshAll(c: Context<ApiEnv>, connectors: readonly Connector[]): Promise<void> {
  if (isForeign(c)) throw new Problem(403, foreignRefusal)
  if (!c.var.actor.rights.includes('update')) throw new Problem(403, 'This token may not run connectors.')
  for (const connector of connectors) if (!connector.retired) await runConnector(c.var.api, connector)
}

/** A GET leaves no row in the audit log by itself. */
async function recordRefresh(c: Context<ApiEnv>, answer: Response): Promise<void> {
  c.res = answer.clone()
  await recordChange(c, c.var.actor, 'update')
}
