import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'

let app: AppSession
beforeAll(async () => {
  app = await startAppSession()
})
afterAll(() => app?.close())

const page = () => app.page
const heading = (name: string | RegExp) => page().getByRole('heading', { level: 1, name })
const button = (name: string) => page().getByRole('button', { name, exact: true })
const link = (name: string | RegExp) => page().getByRole('link', { name })

async function isWell(name: string): Promise<void> {
  await app.shoot(name)
  expect(await axeFindings(page())).toEqual([])
  await page().emulateMedia({ colorScheme: 'light' })
}

test('F130 the policies are listed with their controls, built-in ones are read-only, and one leads to its controls', async () => {
  await app.visit('/policies?cloud=aws')
  await heading('Policies').waitFor()
  const row = page().getByRole('row').filter({ hasText: 'AWS Best Practices Policy' })
  await row.waitFor()
  expect(await row.getByText('Built in').count()).toBe(1)
  expect(await row.getByRole('gridcell').nth(3).textContent()).toBe('11')
  await isWell('policies')
  await row.getByRole('link').click()
  await heading('AWS Best Practices Policy').waitFor()
  expect(await button('Delete…').count()).toBe(0)
  expect(await link('Edit').count()).toBe(0)
  await page().getByText('11 controls', { exact: true }).first().waitFor()
  await isWell('policy')
  await page().getByRole('searchbox').fill('versioning')
  await page()
    .getByText(/^1 control\b/)
    .waitFor()
  expect(page().url()).toContain('text=versioning')
  await link(/Ensure versioning is enabled/).click()
  await heading(/Ensure versioning is enabled/).waitFor()
  expect(await link('Resources evaluated').getAttribute('href')).toBe('#/monitor/controls/48?cloud=aws')
  await isWell('control')
})

test('F125 the bar of a policy tells percentages on hover, and is grey where nothing was evaluated', async () => {
  await app.visit('/policies?cloud=aws')
  const bars = page().getByRole('row').filter({ hasText: 'AWS Best Practices Policy' }).getByRole('img')
  await bars.first().waitFor()
  expect(await bars.first().getAttribute('title')).toMatch(/Passed \d+ ?%.* Failed \d+ ?%/)
  await app.visit('/policies/policy/aws%2Fbest-practices?account=000000000000')
  await page().getByRole('img', { name: 'No results yet' }).first().waitFor()
})

test('F129 a mandate shows how each requirement stands, opens to its controls, and keeps what is open in the address', async () => {
  await app.visit('/policies?tab=mandates')
  await link(/PCI DSS 4\.0|Payment Card.*4\.0/)
    .first()
    .click()
  await page().getByRole('heading', { level: 1 }).waitFor()
  const first = page().locator('[aria-expanded]').first()
  await first.waitFor()
  await page().getByLabel('State').selectOption('fail')
  await first.click()
  await link(/^Resources evaluated by/)
    .first()
    .waitFor()
  expect(
    await link(/^Resources evaluated by/)
      .first()
      .getAttribute('href'),
  ).toMatch(/^#\/monitor\/controls\/\d+$/)
  const open = new URL(page().url()).hash
  expect(open).toMatch(/open=/)
  await isWell('mandate')
  await app.visit(open.slice(1))
  await link(/^Resources evaluated by/)
    .first()
    .waitFor()
})

test('the controls are searched with the query language, and what is built in is told apart', async () => {
  await app.visit('/policies?tab=controls&query=control.criticality:HIGH%20and%20service:S3')
  await page().getByRole('row').nth(1).waitFor()
  await page()
    .getByText(/^\d+ controls/)
    .waitFor()
  expect(await page().getByRole('row').filter({ hasText: 'Medium' }).count()).toBe(0)
  await isWell('controls')
  await page().getByLabel('Kind').selectOption('own')
  await page().getByText('No control matches').waitFor()
  await isWell('controls-empty')
})

test('a built-in control is copied with another parameter, changed in the editor with its mistakes in place, tried, saved and deleted', async () => {
  await app.visit('/policies/control/4?cloud=aws')
  await page().getByRole('heading', { level: 1 }).waitFor()
  await button('Copy…').click()
  const dialog = page().getByRole('dialog')
  await dialog.getByLabel('Criticality').selectOption('LOW')
  await dialog.getByLabel('Title').fill('Our own way')
  await dialog.getByLabel('Days after which a key must be replaced').fill('often')
  await dialog.getByText('Write a number.').waitFor()
  await dialog.getByLabel('Days after which a key must be replaced').fill('60')
  await isWell('copy')
  await dialog.getByRole('button', { name: 'Make the copy' }).click()
  await heading('Our own way').waitFor()
  expect(page().url()).toMatch(/\/policies\/control\/900001/)
  expect(await page().getByRole('row').filter({ hasText: 'maxDays' }).getByRole('cell').textContent()).toBe('60')

  await page().getByRole('link', { name: 'Edit' }).click()
  const area = page().getByLabel('The control in YAML')
  await area.waitFor()
  await page().getByText('No problems').waitFor()
  const good = await area.inputValue()
  await area.fill(good.replace('criticality: LOW', 'criticality: URGENT'))
  await page().getByText('1 problem', { exact: true }).waitFor()
  expect(await page().getByRole('button', { name: 'Save as the next version' }).isDisabled()).toBe(true)
  await page()
    .getByRole('button', { name: /^Line \d+, column \d+/ })
    .click()
  expect(await area.evaluate((one: HTMLTextAreaElement) => one.scrollTop)).toBeLessThan(20)
  await isWell('editor-problem')
  expect(
    await area.evaluate((one: HTMLTextAreaElement) => one.value.slice(one.selectionStart, one.selectionEnd)),
  ).toContain('URGENT')
  await area.fill(good.replace('criticality: LOW', 'criticality: MEDIUM'))
  await page().getByText('No problems').waitFor()
  await button('Try it').click()
  await page()
    .getByText(/resources judged/)
    .waitFor()
  await isWell('trial')
  await button('Save as the next version').click()
  await page()
    .getByText(/Own · version 2/)
    .waitFor()
  await page().getByRole('tab', { name: 'Versions' }).click()
  await page().getByRole('button', { name: 'Restore it' }).waitFor()
  await isWell('versions')

  await button('More').click()
  await page().getByRole('menuitem', { name: 'Delete…' }).click()
  await page().getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await heading('Policies').waitFor()
})

test('a control is written anew, put into a policy of one’s own, exported, deleted and imported again', async () => {
  await app.visit('/policies/new-control')
  await page().getByText('No problems').waitFor()
  await button('Save').click()
  await heading('Buckets keep every version of their objects').waitFor()
  const cid = /control\/(\d+)/.exec(page().url())?.[1]

  await app.visit('/policies/new-policy')
  await page().getByLabel('Title', { exact: true }).fill('Our buckets')
  await page().getByRole('searchbox').fill('Buckets keep every version')
  await page()
    .getByRole('checkbox', { name: /^Choose Buckets keep every version/ })
    .check()
  await page().getByText('1 chosen').waitFor()
  await isWell('policy-form')
  await button('Save').click()
  await heading('Our buckets').waitFor()
  await page()
    .getByText(/Own · version 1/)
    .waitFor()

  await app.visit('/policies')
  await button('More').click()
  const download = page().waitForEvent('download')
  await page().getByRole('menuitem', { name: 'Export own ones' }).click()
  const file = await (await download).path()

  await page().getByRole('row').filter({ hasText: 'Our buckets' }).getByRole('link').click()
  await heading('Our buckets').waitFor()
  await button('Delete…').click()
  await page().getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await heading('Policies').waitFor()
  await page().getByRole('row').filter({ hasText: 'Our buckets' }).waitFor({ state: 'detached' })

  await button('More').click()
  await page().getByRole('menuitem', { name: 'Import' }).click()
  await page()
    .getByLabel('Files')
    .setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer: await readFile(file) })
  await page().getByRole('button', { name: 'Import', exact: true }).click()
  await page().getByText('0 controls and 1 policy taken in.').waitFor()
  await page().getByText('1 control was here already and was left as it is.').waitFor()
  await isWell('import')
  expect(cid).toBeDefined()
})

test('while the worker is slow a skeleton stands, and where it fails its words and a retry', async () => {
  let fails = true
  await page().route('**/api/mandates/detail*', async (route) => {
    await new Promise((done) => setTimeout(done, 800))
    if (!fails) return route.continue()
    return route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ detail: 'The database does not answer.', advice: 'Look at the disk.' }),
    })
  })
  await app.visit('/policies/mandate/hipaa')
  await page().getByRole('status', { name: 'Loading…' }).waitFor()
  await app.shoot('loading')
  await page().getByText('The database does not answer.').waitFor()
  await isWell('error')
  fails = false
  await button('Try again').click()
  await page().getByRole('heading', { level: 1, name: /HIPAA/ }).waitFor()
  await page().unroute('**/api/mandates/detail*')
})
