import { hc } from 'hono/client'
import { expect, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import type { SyncPage } from '../../../shared/sync.ts'
import type { Api } from '../../../worker/api/app.ts'
import { arn, seed } from './seed.ts'
import { manager, startApi } from './start.ts'

async function startClient() {
  const api = await startApi()
  const client = hc<Api>('http://127.0.0.1', {
    headers: { authorization: `Bearer ${manager}` },
    fetch: (input: RequestInfo | URL, init?: RequestInit) => api.app.request(input, init),
  })
  return { ...api, client }
}

test('the typed client reads and changes', async () => {
  const { client, database } = await startClient()
  await seed(database, [{ id: arn('alpha'), results: { 45: 'FAIL' } }])
  const { items } = await (await client.api.connectors.$get({ query: {} })).json()
  const [connector]: readonly Connector[] = items
  expect(connector?.account).toBe('111122223333')

  const found = await client.api.resources.$get({ query: { cloud: 'aws', result: 'FAIL' } })
  expect((await found.json()).items.map(({ name }) => name)).toEqual(['alpha'])

  const renamed = await client.api.connectors[':id'].$patch({
    param: { id: connector?.id ?? '' },
    json: { name: 'Shop' },
  })
  expect((await renamed.json()).name).toBe('Shop')
})

test('the typed client knows a page of the change feed', async () => {
  const { client } = await startClient()
  const page = (await (await client.api.sync.$get({ query: { after: '0' } })).json()) satisfies SyncPage
  expect(page.version).toBe(1)
})
