import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'
import { problem, untilTriedAgain } from './odd-answers.ts'

let app: AppSession

beforeAll(async () => {
  app = await startAppSession()
  app.page.setDefaultTimeout(10_000)
})

afterEach(async () => {
  await app.page.unrouteAll({ behavior: 'ignoreErrors' })
  await app.page.setViewportSize({ width: 1280, height: 800 })
})

afterAll(() => app?.close())

type Json = Record<string, unknown>
type Listed = { readonly id: string; readonly name: string }

async function accessible(name: string): Promise<void> {
  await app.shoot(name)
  expect(await axeFindings(app.page)).toEqual([])
}

const first = async (query: string): Promise<Listed> => {
  const { items } = await app.worker.api<{ items: readonly Listed[] }>(`/resources?${query}`)
  if (!items[0]) throw new Error(`The demo has no resource for ${query}.`)
  return items[0]
}

/** A subnet that something is in: it names others, and others name it. */
async function subnetInUse(): Promise<Listed> {
  const { items } = await app.worker.api<{ items: readonly Listed[] }>('/resources?type=aws.ec2.subnet')
  for (const subnet of items) {
    const { associationCounts } = await app.worker.api<{ associationCounts: { to: number; from: number } }>(
      `/resources/detail?id=${encodeURIComponent(subnet.id)}`,
    )
    if (associationCounts.to > 0 && associationCounts.from > 0) return subnet
  }
  throw new Error('The demo has no subnet that something is in.')
}

async function visit({ id }: Pick<Listed, 'id'>, tab: string): Promise<void> {
  await app.visit(`/resources/detail/${encodeURIComponent(id)}?tab=${tab}`)
  await app.page.getByRole('tab', { name: 'Summary' }).waitFor()
}

/** From now on the worker tells of every resource what `change` makes of its answer. */
const told = (change: (detail: Json) => Json) =>
  app.page.route('**/api/resources/detail?**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: change((await response.json()) as Json) })
  })

/** A VPC that very much names. */
function crowded(detail: Json): Json {
  const types = ['aws.ec2.subnet', 'aws.ec2.security-group', 'aws.ec2.network-acl']
  const one = (type: string, index: number) => ({
    ...{ relation: 'vpc', label: 'VPC', direction: 'from', target: 'vpc-0' },
    resource: {
      ...{ id: `arn:aws:ec2:eu-west-1:1:${type}/${index}`, name: `${'very-long-'.repeat(8)}${index}`, type },
      ...{ cloud: 'aws', account: '111122223333', region: 'eu-west-1' },
      firstDiscovered: '2026-01-01T00:00:00.000Z',
    },
  })
  const from = types.flatMap((type) => Array.from({ length: 66 }, (_, index) => one(type, index)))
  const elsewhere = { relation: 'owner', label: 'Owner', direction: 'to', target: 'arn:aws:iam::999999999999:root' }
  return {
    ...detail,
    associations: [...from, elsewhere],
    associationCounts: {
      ...{ to: 1, from: 5000 },
      byType: types.map((type) => ({ direction: 'from', type, count: type === types[0] ? 4000 : 500 })),
      byRelation: [
        ...types.map((type) => ({
          ...{ direction: 'from', relation: 'vpc', label: 'VPC', type, count: type === types[0] ? 4000 : 500 },
        })),
        { direction: 'to', relation: 'owner', label: 'Owner', count: 1 },
      ],
    },
  }
}

test('F002 F098 associations are drawn around the resource, each a link that the keyboard reaches', async () => {
  const { page } = app
  const subnet = await subnetInUse()
  await visit(subnet, 'associations')
  const graph = page.getByRole('figure', { name: 'Graph of associations' })
  await graph.getByText(subnet.name, { exact: true }).waitFor()
  const names = graph.getByRole('region', { name: 'What it names' })
  expect(await names.getByRole('heading', { level: 4 }).allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringMatching(/VPC/)]),
  )
  await graph.getByRole('region', { name: 'What names it' }).waitFor()
  await accessible('graph')
  const link = names.getByRole('link').first()
  const name = await link.innerText()
  await link.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name }).waitFor()
})

test('F098 of 5,000 associations the graph draws twelve a side, says how many more there are, and leads to them', async () => {
  const { page } = app
  await told(crowded)
  await visit(await first('type=aws.ec2.vpc'), 'associations')
  const before = page.getByRole('region', { name: 'What names it' })
  await before.getByText('and 3,996 more').waitFor()
  expect(await before.getByRole('link').count()).toBe(12)
  await page.getByText('199 of 5,001 are shown').waitFor()
  await accessible('graph-crowded')
  await before.getByRole('button', { name: 'and 3,996 more' }).click()
  const table = page.getByRole('table', { name: 'Associations' })
  await expect.poll(() => table.getByRole('row').count()).toBe(67)
  await page.getByLabel('Show').selectOption('?')
  await expect.poll(() => table.getByRole('row').count()).toBe(2)
  await table.getByText('Not in the inventory').waitFor()
})

test('the graph is a list of links in a narrow window, and reads from the other side where the text does', async () => {
  const { page } = app
  await visit(await subnetInUse(), 'associations')
  const graph = page.getByRole('figure', { name: 'Graph of associations' })
  await graph.waitFor()
  const [start, end] = [
    graph.getByRole('region', { name: 'What names it' }),
    graph.getByRole('region', { name: 'What it names' }),
  ]
  const placesOf = async () => [(await start.boundingBox())?.x ?? 0, (await end.boundingBox())?.x ?? 0] as const
  const [startAt, endAt] = await placesOf()
  expect(startAt).toBeLessThan(endAt)
  await page.evaluate("document.documentElement.dir = 'rtl'")
  const [turnedStart, turnedEnd] = await placesOf()
  expect(turnedStart).toBeGreaterThan(turnedEnd)
  await accessible('graph-rtl')
  await page.evaluate("document.documentElement.dir = ''")
  await page.setViewportSize({ width: 400, height: 800 })
  await expect.poll(async () => new Set(await placesOf()).size).toBe(1)
  await start.evaluate((element) => element.scrollIntoView())
  await accessible('graph-list')
  await page.setViewportSize({ width: 400, height: 800 })
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})

test('F090 F115 F116 the history tells when a resource changed, and what its controls said before', async () => {
  const { page } = app
  const bucket = app.estates.aws.accounts[0]?.buckets.find(({ name }) => name === 'harbor-press-kit')
  if (!bucket) throw new Error('The demo has no such bucket.')
  const resource = await first('type=aws.s3.bucket&text=harbor-press-kit')
  await visit(resource, 'history')
  await page.getByText(/kept the first result/).waitFor()
  await accessible('history-empty')
  const reevaluate = () =>
    app.worker.api('/evaluations/reevaluate', { method: 'POST', body: { resourceId: resource.id, cid: 48 } })
  bucket.versioning = 'Enabled'
  await reevaluate()
  bucket.versioning = 'Suspended'
  await reevaluate()

  await page.reload()
  const table = page.getByRole('table', { name: 'Changes of results' })
  await table.waitFor()
  const rows = table.getByRole('row')
  expect(await rows.nth(1).innerText()).toMatch(/48[\s\S]*Passed\s+Failed/)
  expect(await rows.nth(2).innerText()).toMatch(/48[\s\S]*Failed\s+Passed/)
  await rows
    .nth(2)
    .getByRole('button', { name: /^What was found until then/ })
    .click()
  await table.getByRole('table', { name: 'Evidence' }).waitFor()
  await accessible('history')
  await page.getByLabel('Control', { exact: true }).selectOption('48')
  await expect.poll(() => page.url()).toContain('cid=48')
  expect(await page.getByRole('term').allInnerTexts()).toEqual(
    expect.arrayContaining(['First discovered', 'Last changed', 'Last found']),
  )
})

test('where the history cannot be had one is told and can try again', async () => {
  const { page } = app
  await page.route(
    '**/api/resources/history?**',
    untilTriedAgain((route) => problem(route, 500, 'It is being moved.')),
  )
  await visit(await first('type=aws.s3.bucket&sort=name'), 'history')
  await page.getByRole('alert').getByText('It is being moved.').waitFor()
  await accessible('history-problem')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => page.getByRole('alert').count()).toBe(0)
  await page.unrouteAll()
})

test('F100 a resource of which little could be read says so; what is empty is "-"', async () => {
  const { page } = app
  const unread = ['versioning', 'logBucket', 'policyStatements'].map((field) => ({
    ...{ field, operation: 's3:GetBucket', permission: 's3:GetBucketVersioning' },
    reason: `The call for ${field} was refused.`,
  }))
  await told((detail) => ({ ...detail, config: {}, rules: [], tags: {}, unread }))
  await visit(await first('type=aws.s3.bucket'), 'summary')
  await page.getByText('3 fields could not be read', { exact: true }).waitFor()
  expect(await page.getByRole('definition').getByText('could not be read').count()).toBe(3)
  expect(await page.getByRole('definition').getByText('-', { exact: true }).count()).toBeGreaterThan(0)
  await accessible('unread')
  await page.getByRole('tab', { name: 'Configuration' }).click()
  await page.getByText('Nothing was collected of it.').waitFor()
  await page.getByRole('tab', { name: /^Tags/ }).click()
  await page.getByText('It has no tags.').waitFor()
})

test('300 tags and names that are long stay inside a panel in a narrow window', async () => {
  const { page } = app
  const tags = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`team-${index}-${'k'.repeat(60)}`, '<b>v</b>'.repeat(30)]),
  )
  await told((detail) => ({ ...detail, tags, name: 'n'.repeat(200) }))
  const { id } = await first('type=aws.s3.bucket')
  await page.setViewportSize({ width: 400, height: 800 })
  await app.visit(`/resources/type/aws.s3.bucket?open=${encodeURIComponent(id)}&tab=tags`)
  await page.getByRole('table', { name: 'Tags' }).waitFor()
  expect(await page.getByRole('table', { name: 'Tags' }).getByRole('row').count()).toBe(301)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await accessible('tags-many')
})
