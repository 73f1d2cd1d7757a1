import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldName } from '../../extension/app/resources/field-name.ts'
import { fieldsOf } from '../../extension/app/resources/type-columns.ts'
import { type AppSession, startAppSession } from './app-session.ts'

let app: AppSession

beforeAll(async () => {
  app = await startAppSession()
  app.page.setDefaultTimeout(10_000)
})

afterAll(() => app?.close())

type Types = { readonly items: readonly { readonly type: string; readonly label: string; readonly count: number }[] }
type Listed = { readonly id: string; readonly name: string }
type Detail = { readonly config: Readonly<Record<string, unknown>>; readonly rules: readonly string[] }

const rowsOf = (label: string) => app.page.getByRole('grid', { name: label, exact: true }).locator('[data-row]')

test.each([
  ['F062', 'aws.ec2.subnet'],
  ['F063', 'aws.ec2.network-acl'],
  ['F064', 'aws.ec2.internet-gateway'],
  ['F065', 'aws.elb.load-balancer'],
  ['F066', 'aws.ec2.instance'],
  ['F067', 'aws.ec2.route-table'],
  ['F068', 'aws.s3.bucket'],
  ['F069', 'aws.iam.user'],
  ['F070', 'aws.ec2.vpc'],
  ['F071', 'aws.autoscaling.group'],
  ['F072', 'aws.ec2.security-group'],
  ['F073', 'aws.rds.instance'],
  ['F074', 'aws.ec2.volume'],
  ['F079', 'azure.compute.virtual-machine'],
  ['F080', 'azure.network.security-group'],
  ['F081', 'gcp.compute.instance'],
  ['F082', 'gcp.compute.network'],
  ['F083', 'gcp.compute.firewall'],
])('%s %s is counted among the types, listed with its columns, and shown in detail', async (_, type) => {
  const { page } = app
  const known = (await app.worker.api<Types>('/resource-types')).items.find((one) => one.type === type)
  if (!known || known.count === 0) throw new Error(`The simulated clouds have no ${type}.`)
  const { label, count } = known

  await app.visit(`/resources?type=${type}`)
  await rowsOf('Resource types').getByRole('link', { name: label, exact: true }).waitFor()
  expect(await rowsOf('Resource types').count()).toBe(1)
  const cells = await rowsOf('Resource types').getByRole('gridcell').allInnerTexts()
  expect(cells).toContain(count.toLocaleString('en'))

  await rowsOf('Resource types').getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: label, exact: true }).waitFor()
  const list = page.getByRole('grid', { name: `${label}: resources` })
  await rowsOf(`${label}: resources`).first().getByRole('link').waitFor()
  expect(await list.getAttribute('aria-rowcount')).toBe(String(count + 1))
  expect(await list.getByRole('columnheader').allInnerTexts()).toEqual(
    expect.arrayContaining(['Name', ...fieldsOf(type).map(fieldName), 'Account', 'Region', 'First discovered']),
  )

  const { items } = await app.worker.api<{ items: readonly Listed[] }>(`/resources?type=${type}&sort=failing`)
  const [first] = items
  const id = encodeURIComponent(first?.id ?? '')
  const { config, rules } = await app.worker.api<Detail>(`/resources/detail?id=${id}`)
  await app.visit(`/resources/detail/${id}`)
  await page.getByRole('heading', { level: 1, name: first?.name ?? '', exact: true }).waitFor()
  for (const title of ['General', 'Location']) await page.getByRole('heading', { name: title, exact: true }).waitFor()
  const terms = await page.getByRole('term').allInnerTexts()
  const plain = fieldsOf(type).filter((field) => typeof config[field] !== 'object')
  expect(terms).toEqual(expect.arrayContaining(['Name', 'Type', 'Account ID', 'Region', ...plain.map(fieldName)]))
  expect(await page.getByRole('tab', { name: /^Rules/ }).count()).toBe(rules.length > 0 ? 1 : 0)
})
