import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppSession, startAppSession } from './app-session.ts'
import { demoExtension } from './browser.ts'

let app: AppSession
beforeAll(async () => {
  app = await startAppSession()
})
afterAll(() => app?.close())

type Posture = Readonly<Record<'pass' | 'fail' | 'unknown' | 'excepted', number>>
type Judged = { readonly cid: number; readonly posture: Posture }

const grid = (name: string) => app.page.getByRole('grid', { name })
const region = (name: string) => app.page.getByRole('region', { name })
const heading = (name: string | RegExp) => app.page.getByRole('heading', { level: 1, name })
const controls = async () => (await app.worker.api<{ items: Judged[] }>('/controls?pageSize=500')).items

test('F014 F015 the navigation leads to every view, and each says where one is', async () => {
  await app.visit('/monitor')
  const navigation = app.page.getByRole('navigation', { name: 'Views' })
  await navigation.waitFor()
  const names = ['Dashboard', 'Resources', 'Monitor', 'Reports', 'Policies', 'Configuration']
  expect(await navigation.getByRole('link').allTextContents()).toEqual(names)
  for (const name of names) {
    await navigation.getByRole('link', { name }).click()
    await expect.poll(() => navigation.getByRole('link', { name }).getAttribute('aria-current')).toBe('page')
    await expect.poll(() => app.page.title()).toContain(name)
  }
})

test('each view opens with few files, and the first one with less than 120 KB of them', async () => {
  for (const view of ['dashboards', 'resources', 'monitor', 'reports', 'policies', 'configuration']) {
    const files = new Set<string>()
    const note = (request: { url: () => string }) => {
      const { pathname } = new URL(request.url())
      if (/\.(js|css)$/.test(pathname)) files.add(pathname)
    }
    app.page.on('request', note)
    await app.visit(`/${view}`)
    await app.page.getByRole('heading', { level: 1 }).waitFor()
    app.page.off('request', note)
    const scripts = [...files].filter((name) => name.endsWith('.js'))
    expect(scripts.length, `${view}: ${scripts.join(' ')}`).toBeLessThan(14)
    expect(scripts.length, view).toBeGreaterThan(5)
    if (view !== 'dashboards') continue
    const packed = [...files].map((name) => gzipSync(readFileSync(join(demoExtension, name)), { level: 9 }).length)
    expect(packed.reduce((sum, length) => sum + length)).toBeLessThan(120_000)
  }
})

test('F001 resources of every provider and account are found in one inventory, in all their regions', async () => {
  await app.visit('/resources')
  const labels = async (name: string) => region(name).getByRole('button').allTextContents()
  await region('Provider').getByRole('button').first().waitFor()
  expect((await labels('Provider')).map((text) => text.replace(/\d.*/, '')).toSorted()).toEqual(['AWS', 'Azure', 'GCP'])
  expect((await labels('Account')).length).toBeGreaterThan(2)
  expect((await labels('Region')).length).toBeGreaterThan(2)
})

test('F003 F006 policies come with Plumbline, for each provider, as sets of controls', async () => {
  await app.visit('/policies')
  for (const [title, provider] of [
    ['AWS Best Practices Policy', 'AWS'],
    ['CIS Amazon Web Services Foundations', 'AWS'],
    ['CIS Microsoft Azure Foundations', 'Azure'],
    ['CIS Google Cloud Platform Foundation', 'GCP'],
  ] as const) {
    const row = app.page.getByRole('row').filter({ hasText: title }).first()
    await row.waitFor()
    expect(await row.textContent()).toContain(provider)
    expect(await row.getByText('Built in').count()).toBe(1)
  }
})

test('F007 F008 F009 a control checks one kind of resource of a service, or the account itself', async () => {
  for (const [cid, service, type] of [
    [45, 'S3', 'aws.s3.bucket'],
    [18, 'IAM', 'aws.account'],
  ] as const) {
    const { title } = await app.worker.api<{ title: string }>(`/controls/${cid}`)
    await app.visit(`/policies/control/${cid}`)
    await heading(title).waitFor()
    const about = await app.page.getByRole('main').textContent()
    expect(about).toContain(service)
    expect(about).toContain(type)
  }
})

test('F010 F011 a control passes only where all of its resources do, and fails where any of them does', async () => {
  const judged = (await controls()).filter(({ posture }) => posture.pass + posture.fail > 0)
  const failing = judged.filter(({ posture }) => posture.fail > 0)
  expect(failing.some(({ posture }) => posture.pass > 0)).toBe(true)
  await app.visit('/monitor?result=PASS')
  await grid('Controls').getByRole('link').first().waitFor()
  const passing = judged.filter(({ posture }) => posture.fail === 0 && posture.unknown === 0 && posture.pass > 0)
  expect(await grid('Controls').getAttribute('aria-rowcount')).toBe(String(passing.length + 1))
  const counts = await grid('Controls').locator('[role=gridcell]:nth-child(5)').allTextContents()
  expect(counts.filter((text) => !/^(0|-)$/.test(text.trim()))).toEqual([])
  await app.visit('/monitor?result=FAIL')
  await expect.poll(() => grid('Controls').getAttribute('aria-rowcount')).toBe(String(failing.length + 1))
})

test('F012 a control tells of each resource whether it is as it should be', async () => {
  const mixed = (await controls()).find(({ posture }) => posture.pass > 0 && posture.fail > 0)
  if (!mixed) throw new Error('No control of the demo has passing and failing resources.')
  await app.visit(`/monitor/controls/${mixed.cid}`)
  const rows = grid('Resources evaluated').getByRole('row')
  await rows.nth(1).getByText('FAIL').or(rows.nth(1).getByText('Failed')).first().waitFor()
  const { pass, fail, unknown, excepted } = mixed.posture
  expect(await grid('Resources evaluated').getAttribute('aria-rowcount')).toBe(
    String(pass + fail + unknown + excepted + 1),
  )
})

test('F013 without a source of vulnerabilities everything else is told of a resource', async () => {
  const { items } = await app.worker.api<{ items: { id: string; type: string }[] }>('/resources?type=aws.s3.bucket')
  await app.visit(`/resources/detail/${encodeURIComponent(items[0]?.id ?? '')}`)
  await app.page.getByRole('tab', { name: /Controls/ }).waitFor()
  expect(await app.page.getByRole('alert').count()).toBe(0)
})

test('F004 F005 what is out of order is assessed again by itself, seen, narrowed and saved', async () => {
  await app.visit('/configuration')
  await grid('Connectors')
    .getByText(/in \d+ (minutes|hours)/)
    .first()
    .waitFor()
  await app.visit('/monitor?result=FAIL')
  await grid('Controls').getByRole('link').first().waitFor()
  await app.page.getByRole('button', { name: /^S3\s*\d+$/, pressed: false }).click()
  await expect.poll(() => app.page.url()).toContain('service=S3')
  await app.page.getByRole('button', { name: /Download/ }).click()
  const dialog = app.page.getByRole('dialog')
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    dialog
      .getByRole('button', { name: /^(Download|Save)/ })
      .last()
      .click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
})
