import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'

let app: AppSession

beforeAll(async () => {
  app = await startAppSession()
  app.page.setDefaultTimeout(10_000)
})

afterAll(() => app?.close())

type Listed = { readonly id: string; readonly name: string; readonly failing: number }
type Types = {
  readonly items: readonly {
    readonly type: string
    readonly label: string
    readonly count: number
    readonly failing: number
  }[]
}

const grid = (name: string) => app.page.getByRole('grid', { name })
const rowsOf = (table: Locator) => table.locator('[data-row]')
const figure = (label: string) =>
  app.page.getByRole('region', { name: 'Totals' }).getByText(label, { exact: true }).locator('..')

async function accessible(name: string): Promise<void> {
  await app.shoot(name)
  expect(await axeFindings(app.page)).toEqual([])
}

test('F061 F085 resources are grouped by their type, with how many of each fail a control; a row leads to the list of its type', async () => {
  await app.visit('/resources')
  await rowsOf(grid('Resource types')).first().getByRole('link').waitFor()
  await accessible('grouped')
  await app.page.getByRole('button', { name: 'Type', exact: true }).click()
  await app.page.getByRole('searchbox', { name: 'Name, id or type' }).fill('subnet')
  const table = grid('Resource types')
  const subnets = table.getByRole('row').filter({ has: app.page.getByRole('link', { name: 'Subnet', exact: true }) })
  await subnets.first().waitFor()
  const { items } = await app.worker.api<Types>('/resource-types')
  const first = items.find(({ type }) => type === 'aws.ec2.subnet')
  await expect.poll(() => subnets.first().innerText()).toContain(String(first?.count))

  await subnets.getByRole('link').click()
  await app.page.getByRole('heading', { level: 1, name: 'Subnet' }).waitFor()
  expect(app.page.url()).toContain('#/resources/type/aws.ec2.subnet')
})

test('F087 a list of one type has its own columns, such as the zone and the VPC of a subnet', async () => {
  await app.visit('/resources/type/aws.ec2.subnet?cloud=aws')
  const table = grid('Subnet: resources')
  await rowsOf(table).first().getByRole('link').waitFor()
  const titles = await table.getByRole('columnheader').allInnerTexts()
  expect(titles).toEqual(expect.arrayContaining(['Name', 'Availability zone', 'VPC ID', 'First discovered', 'Account']))
  expect(titles).not.toContain('Type')
  await accessible('type')
})

test('F131 F132 F133 F134 totals are those of what the filters leave', async () => {
  await app.visit('/resources/all')
  await rowsOf(grid('All resources')).first().getByRole('link').waitFor()
  const all = await figure('Resources').innerText()
  await app.page.getByRole('button', { name: /^S3 bucket/ }).click()
  await expect.poll(() => figure('Resources').innerText()).not.toBe(all)
  const { totals } = await app.worker.api<{
    totals: { resources: number; evaluations: { fail: number; pass: number }; accounts: number }
  }>('/facets?list=resources&type=aws.s3.bucket')
  await expect.poll(() => figure('Resources').innerText()).toContain(String(totals.resources))
  expect(await figure('Controls failed').innerText()).toContain(totals.evaluations.fail.toLocaleString('en'))
  expect(await figure('Controls passed').innerText()).toContain(totals.evaluations.pass.toLocaleString('en'))
  expect(await figure('Accounts').innerText()).toContain(String(totals.accounts))
  expect(app.page.url()).toContain('type=aws.s3.bucket')
})

test('F086 F136 provider, account, type and region narrow the list together, and stand in the address', async () => {
  await app.visit('/resources/all')
  await app.page.getByRole('button', { name: /^Azure \d+$/ }).click()
  await expect.poll(() => app.page.url()).toContain('cloud=azure')
  await app.page.getByRole('button', { name: /^Storage account/ }).click()
  await expect.poll(() => app.page.url()).toContain('type=azure.storage.account')
  const { total } = await app.worker.api<{ total: number }>('/resources?cloud=azure&type=azure.storage.account')
  await expect.poll(() => grid('All resources').getAttribute('aria-rowcount')).toBe(String(total + 1))
  await app.page.getByRole('button', { name: 'Clear filters' }).click()
  await expect.poll(() => app.page.url()).not.toContain('type=')
})

test('F135 a text is looked for in names, ids and the labels of types', async () => {
  await app.visit('/resources/all')
  await app.page.getByRole('searchbox', { name: 'Name, id or type' }).fill('EC2 instance')
  const { total } = await app.worker.api<{ total: number }>('/resources?text=EC2%20instance')
  expect(total).toBeGreaterThan(0)
  await expect.poll(() => grid('All resources').getAttribute('aria-rowcount')).toBe(String(total + 1))
  await app.page.getByRole('searchbox', { name: 'Name, id or type' }).fill('no such thing at all')
  await app.page.getByRole('heading', { name: 'No resource is as you ask' }).waitFor()
  await accessible('nothing')
})

test('F137 the flat list tells type, name, account, last found, date discovered and how many controls fail', async () => {
  await app.visit('/resources/all')
  const table = grid('All resources')
  await rowsOf(table).first().getByRole('link').waitFor()
  const titles = await table.getByRole('columnheader').allInnerTexts()
  expect(titles).toEqual(
    expect.arrayContaining(['Name', 'Type', 'Account', 'Last found', 'First discovered', 'Failing', 'Unknown', 'ID']),
  )
  const { items } = await app.worker.api<{ items: readonly Listed[] }>('/resources?sort=failing')
  await expect.poll(() => rowsOf(table).first().innerText()).toContain(items[0]?.name)
  await accessible('list')
  await table.getByRole('button', { name: 'Name' }).click()
  const byName = await app.worker.api<{ items: readonly Listed[] }>('/resources?sort=name')
  await expect.poll(() => rowsOf(table).first().innerText()).toContain(byName.items[0]?.name)
  await expect.poll(() => app.page.url()).toContain('sort=name')
})

test('F138 columns are taken away and come back with the address; the name cannot be', async () => {
  await app.visit('/resources/all')
  await rowsOf(grid('All resources')).first().getByRole('link').waitFor()
  await app.page.getByRole('button', { name: 'Columns' }).click()
  const menu = app.page.getByRole('dialog', { name: 'Columns' })
  expect(await menu.getByRole('checkbox', { name: 'Name' }).count()).toBe(0)
  await menu.getByRole('checkbox', { name: 'Account' }).uncheck()
  await app.page.keyboard.press('Escape')
  const account = grid('All resources').getByRole('columnheader', { name: 'Account' })
  await expect.poll(() => account.count()).toBe(0)
  await app.page.reload()
  await rowsOf(grid('All resources')).first().getByRole('link').waitFor()
  expect(await account.count()).toBe(0)
})

test('F139 the list is downloaded as CSV, as JSON lines and as a workbook, in a time zone', async () => {
  await app.visit('/resources/type/aws.s3.bucket')
  await rowsOf(grid('S3 bucket: resources')).first().getByRole('link').waitFor()
  await app.page.getByRole('button', { name: 'Download' }).click()
  const dialog = app.page.getByRole('dialog', { name: 'Download' })
  await dialog.getByLabel('Time zone of the times').selectOption('Europe/Berlin')
  await accessible('download')
  const save = async (format: string) => {
    await dialog.getByLabel('Format').selectOption(format)
    const [download] = await Promise.all([
      app.page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download', exact: true }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^plumbline-resources-\\d{4}-\\d\\d-\\d\\d\\.${format}$`))
    await dialog.getByText(`${download.suggestedFilename()} (`).waitFor()
    return readFile(await download.path())
  }
  const { total } = await app.worker.api<{ total: number }>('/resources?type=aws.s3.bucket')
  const lines = (await save('csv')).toString('utf8').trim().split('\r\n')
  expect(lines.length - 1).toBe(total)
  expect(lines[1]).toMatch(/T\d\d:\d\d:\d\d(\.\d+)?\+0[12]:00/)
  const records = (await save('jsonl')).toString('utf8').trim().split('\n')
  expect(records.map((line) => typeof JSON.parse(line))).toEqual(Array(total).fill('object'))
  expect((await save('xlsx')).subarray(0, 2).toString()).toBe('PK')
})

test('F140 F100 a resource opens beside the list with its type, account, dates and region; empty values are "-"', async () => {
  await app.visit('/resources/type/aws.ec2.instance')
  const table = grid('EC2 instance: resources')
  await rowsOf(table).first().getByRole('link').click()
  const panel = app.page.getByRole('complementary').filter({ has: app.page.getByRole('tab', { name: 'Summary' }) })
  await panel.getByText('First discovered', { exact: true }).waitFor()
  expect(app.page.url()).toContain('open=')
  await expect.poll(() => panel.innerText()).toContain('EC2 instance')
  expect(await panel.getByText('-', { exact: true }).count()).toBeGreaterThan(0)
  await accessible('panel')
  await app.page.keyboard.press('Escape')
  await expect.poll(() => panel.count()).toBe(0)
})

async function visitFirst(type: string, tab = ''): Promise<string> {
  const { items } = await app.worker.api<{ items: readonly Listed[] }>(`/resources?type=${type}&sort=failing`)
  const id = items[0]?.id ?? ''
  await app.visit(`/resources/detail/${encodeURIComponent(id)}${tab ? `?tab=${tab}` : ''}`)
  await app.page.getByRole('tab', { name: 'Summary' }).waitFor()
  return id
}

test('F088 F089 F090 F091 F092 F093 an instance has its tabs, figures, general, location, network and role', async () => {
  await visitFirst('aws.ec2.instance')
  const { page } = app
  for (const tab of ['Summary', 'Associations', 'Tags', 'Controls evaluated', 'Configuration'])
    expect(await page.getByRole('tab', { name: tab }).count(), tab).toBe(1)
  for (const title of ['General', 'Location', 'Network', 'Role'])
    await page.getByRole('heading', { name: title, exact: true }).waitFor()
  for (const field of [
    'Instance ID',
    'Instance type',
    'Instance status',
    'Spot',
    'Image ID',
    'Availability zone',
    'VPC ID',
  ])
    expect(
      await page
        .getByRole('term')
        .filter({ hasText: new RegExp(`^${field}$`) })
        .count(),
      field,
    ).toBe(1)
  expect(await page.getByText(/\((us|eu)-[a-z]+-\d\)/).count()).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'View in console' }).waitFor()
  await accessible('instance')
})

type Vulnerabilities = {
  readonly source: string
  readonly open?: { readonly confirmed: number; readonly potential: number; readonly worst: readonly Listed[] }
}

test('F094 vulnerabilities are told where somebody looks for them', async () => {
  const { items } = await app.worker.api<{ items: readonly Listed[] }>('/resources?type=aws.ec2.instance')
  const details = await Promise.all(
    items.map(({ id }) =>
      app.worker.api<{ id: string; vulnerabilities: Vulnerabilities }>(
        `/resources/detail?id=${encodeURIComponent(id)}`,
      ),
    ),
  )
  const found = details.find(({ vulnerabilities }) => vulnerabilities.open?.confirmed)
  if (!found?.vulnerabilities.open) throw new Error('The demo has no instance with vulnerabilities.')
  const { source, open } = found.vulnerabilities
  await app.visit(`/resources/detail/${encodeURIComponent(found.id)}`)
  const { page } = app
  await page.getByRole('region', { name: 'Summary figures' }).getByRole('link', { name: 'Vulnerabilities' }).click()
  const figures = page.getByRole('region', { name: 'Vulnerabilities', exact: true })
  await figures.getByText('Confirmed', { exact: true }).waitFor()
  expect(page.url()).toContain('tab=vulnerabilities')
  const shown = (label: string) => figures.getByText(label, { exact: true }).locator('..').innerText()
  expect(await shown('Confirmed')).toContain(String(open.confirmed))
  expect(await shown('Potential')).toContain(String(open.potential))
  await page.getByText(`Source: ${source}`).waitFor()
  const worst = page.getByRole('table', { name: 'The worst' })
  expect(await worst.getByRole('row').count()).toBe(open.worst.length + 1)
  await worst
    .getByText(open.worst[0]?.id ?? '', { exact: true })
    .first()
    .waitFor()
  await accessible('vulnerabilities')

  const none = details.find(({ vulnerabilities }) => vulnerabilities.source === 'none')
  if (!none) return expect(details.every(({ vulnerabilities }) => vulnerabilities.source !== 'none')).toBe(true)
  await app.visit(`/resources/detail/${encodeURIComponent(none.id)}`)
  await page.getByRole('tab', { name: 'Summary' }).waitFor()
  expect(await page.getByRole('tab', { name: 'Vulnerabilities' }).count(), 'where nobody looks').toBe(0)
})

test('F095 F096 F097 a security group has its rules, their numbers, and its associations', async () => {
  await visitFirst('aws.ec2.security-group')
  const { page } = app
  const figures = page.getByRole('region', { name: 'Summary figures' })
  for (const label of ['Inbound rules', 'Outbound rules', 'Controls evaluated', 'Failing', 'Associations'])
    await figures.getByText(label, { exact: true }).waitFor()
  for (const field of ['Group ID', 'Group name', 'VPC ID', 'Description', 'Account ID', 'Region'])
    expect(
      await page
        .getByRole('term')
        .filter({ hasText: new RegExp(`^${field}$`) })
        .count(),
      field,
    ).toBe(1)
  await page.getByRole('tab', { name: /^Rules/ }).click()
  await page.getByRole('table', { name: 'Inbound rules' }).waitFor()
  await accessible('rules')
})

test('F098 associations are told in both directions, by type, and lead on', async () => {
  await visitFirst('aws.ec2.vpc', 'associations')
  const { page } = app
  const table = page.getByRole('table', { name: 'Associations' })
  await table.waitFor()
  await accessible('associations')
  await page.getByLabel('Show').selectOption({ index: 1 })
  await expect.poll(() => page.url()).toContain('with=')
  const link = table.getByRole('link').first()
  const name = await link.innerText()
  await link.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
})

test('F099 controls evaluated tell CID, control, criticality and result; the evidence opens', async () => {
  await visitFirst('aws.s3.bucket', 'controls')
  const { page } = app
  const table = page.getByRole('table', { name: 'Controls evaluated' })
  await table.waitFor()
  expect((await table.getByRole('columnheader').allInnerTexts()).map((one) => one.trim()).filter(Boolean)).toEqual([
    ...['CID', 'Control', 'Criticality', 'Result', 'Evaluated'],
  ])
  await table
    .getByRole('button', { name: /^Evidence of/ })
    .first()
    .click()
  await table.getByRole('table', { name: 'Evidence' }).waitFor()
  await accessible('controls')
  await page.getByLabel('Result').selectOption('PASS')
  await expect.poll(() => table.getByText('Failed').count()).toBe(0)
})

test('the configuration is searched, and a value of it copied', async () => {
  const id = await visitFirst('aws.s3.bucket', 'configuration')
  const { page } = app
  await page.getByRole('button', { name: 'Copy all' }).waitFor()
  await accessible('configuration')
  await page.getByRole('searchbox', { name: 'Find a field or a value' }).fill('versioning')
  await expect.poll(() => page.getByRole('button', { name: /^Copy (?!all|the)/ }).count()).toBeLessThan(5)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied = () => page.evaluate('navigator.clipboard.readText()') as Promise<string>
  const { config } = await app.worker.api<{ config: { versioning?: string } }>(
    `/resources/detail?id=${encodeURIComponent(id)}`,
  )
  await page.getByRole('button', { name: 'Copy versioning', exact: true }).click()
  await page.getByText('Copied').waitFor()
  expect(await copied()).toBe(config.versioning)
  await page.getByRole('button', { name: 'Copy all' }).click()
  await expect.poll(async () => (await copied()).length).toBeGreaterThan(100)
  expect(JSON.parse(await copied())).toEqual(config)
  await page.getByRole('button', { name: 'Copy the ID' }).click()
  await expect.poll(copied).toBe(id)
  await page.getByRole('searchbox', { name: 'Find a field or a value' }).fill('no such field')
  await page.getByText('No field or value is like that.').waitFor()
})

test('F141 F142 F143 F144 the reports that hold a resource are searched, filtered, and their page downloaded', async () => {
  const { items } = await app.worker.api<{ items: readonly { slug: string; clouds: readonly string[] }[] }>('/mandates')
  const mandate = items.find(({ clouds }) => clouds.includes('aws'))?.slug
  const report = await app.worker.api<{ id: number; run?: unknown }>('/reports', {
    method: 'POST',
    body: { title: 'For the auditor', cloud: 'aws', mandate },
  })
  await app.worker.api(`/reports/${report.id}/run`, { method: 'POST' })
  const id = await visitFirst('aws.s3.bucket', 'reports')
  const total = async () =>
    (await app.worker.api<{ total: number }>(`/resources/reports?id=${encodeURIComponent(id)}`)).total
  await expect.poll(total, { timeout: 20_000 }).toBeGreaterThan(0)
  const { page } = app
  await page.reload()
  const table = page.getByRole('table', { name: 'Reports' })
  await table.waitFor()
  expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
    ...['Control', 'Report', 'Evaluated', 'Criticality', 'Result'],
  ])
  await table.getByRole('link', { name: 'Remediation steps' }).first().waitFor()
  await accessible('reports')
  await page.getByLabel('Result').selectOption('PASS')
  await expect.poll(() => table.getByText('Failed', { exact: true }).count()).toBe(0)
  await page.getByRole('searchbox', { name: 'Control or report' }).fill('no such control')
  await page.getByText('No row is as you ask.').waitFor()
  await page.getByRole('searchbox', { name: 'Control or report' }).fill('')
  await page.getByLabel('Result').selectOption('')
  await table.waitFor()
  await page.getByRole('button', { name: 'Download' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^plumbline-resource-reports-/)
})

test('while the list is asked for its place is held, and where it cannot be had one is told and can try again', async () => {
  const { page } = app
  let isBroken = true
  await page.route('**/api/resources?**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    if (!isBroken) return route.continue()
    const detail = 'The database is being moved.'
    return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ detail }) })
  })
  await app.visit('/resources/all?region=eu-west-1')
  await expect.poll(() => grid('All resources').locator('[aria-busy]').count()).toBeGreaterThan(0)
  await accessible('loading')
  await page.getByRole('alert').getByText('The database is being moved.').waitFor()
  await accessible('problem')
  isBroken = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await rowsOf(grid('All resources')).first().getByRole('link').waitFor()
  await page.unroute('**/api/resources?**')
})

test('what is gone or never was is told as such', async () => {
  await app.visit('/resources/detail/arn%3Aaws%3As3%3A%3A%3Anever-was')
  await app.page.getByRole('heading', { name: 'There is no such resource' }).waitFor()
  await accessible('missing')
})
