import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AwsAccount, trust } from '../clouds/aws/estate.ts'
import { consoleData } from '../consoles/from-estates.ts'
import { type Consoles, startConsoles } from '../consoles/server.ts'
import { type SimulatedClouds, startClouds } from '../simulated-clouds.ts'
import { startWorker, type Worker } from '../world.ts'
import { type Browser, launchBrowser } from './browser.ts'
import { demoEstates } from './session.ts'

/** What somebody has on the first day: a worker that knows no account, and an extension that knows no worker. */
const estates = demoEstates()
let clouds: SimulatedClouds
let consoles: Consoles
let worker: Worker
let browser: Browser
let page: Page

beforeAll(async () => {
  clouds = await startClouds(estates)
  consoles = await startConsoles(() => consoleData(estates))
  worker = await startWorker(clouds.env)
  browser = await launchBrowser({ consolesPort: consoles.port })
  page = await browser.open('app.html')
  page.setDefaultTimeout(20_000)
})
afterAll(async () => {
  await browser?.close()
  await worker?.stop()
  await Promise.all([consoles?.close(), clouds?.close()])
})

const link = (name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const tab = (name: RegExp | string) => page.getByRole('tab', { name })
const field = (name: string) => page.getByLabel(name, { exact: true })

/** The role as the guide's template makes it: it demands the external id that stands on the screen. */
async function createRole(): Promise<string> {
  const [account] = estates.aws.accounts as [AwsAccount]
  Object.assign(account, { externalId: await field('External id').inputValue() })
  return trust(account).roleArn
}

test('somebody new pairs, connects an AWS account and sees its evaluations', async () => {
  await field('Pairing link').fill(`${worker.url}/pair#token=${worker.token}`)
  await page.keyboard.press('Enter')
  await link(/^Connect Amazon Web Services/).click()
  const roleArn = await createRole()
  await field('Name').fill('Production')
  await field('Role ARN').fill(roleArn)
  await button('Save and run').click()
  await page.getByText('Signed in and reached 111122223333').waitFor()
  await link('See what fails').click()
  await page.getByRole('heading', { name: 'Monitor', exact: true }).waitFor()
  expect(page.url()).toContain('cloud=aws&account=111122223333')
  const { evaluations } = await worker.api<{ evaluations: { pass: number; fail: number } }>('/summary')
  expect(evaluations.fail).toBeGreaterThan(100)
  await expect.poll(() => page.getByRole('main').innerText()).toMatch(new RegExp(`Failed\\s+${evaluations.fail}\\b`))
  const worst = page.getByRole('grid').getByRole('row').nth(1)
  expect(await worst.innerText()).toMatch(/High|Medium|Low/)
})

test('the worst public bucket is found with its evidence and its fix, and its console page opens', async () => {
  await link('Dashboard').click()
  await link('S3 bucket').click()
  const worst = page
    .getByRole('row')
    .filter({ hasText: 'public' })
    .filter({ hasText: /harbor/ })
    .first()
  expect(await worst.innerText()).toMatch(/^harbor-press-kit\s+8\s/)
  await worst.getByRole('link').click()
  await tab(/^Controls evaluated/).click()
  await button('Evidence of “S3 Bucket Access Control List Grant Access to Everyone or Authenticated Users”').click()
  await page.getByText('Everyone (AllUsers) is READ, expected none').waitFor()
  await link(/^Steps to fix “S3 Bucket Access Control List/).click()
  await page.getByText('Open the bucket harbor-press-kit, choose Permissions').waitFor()
  const [console] = await Promise.all([
    browser.context.waitForEvent('page'),
    page.getByText('Jump to the fix', { exact: true }).click(),
  ])
  await console.getByRole('heading', { name: /^harbor-press-kit/ }).waitFor()
  await console.locator('h1 plumbline-badge').waitFor({ state: 'attached' })
  expect(console.url()).toMatch(/^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/s3\/buckets\/harbor-press-kit\?/)
  expect(console.url()).toContain('tab=permissions')
  await console.close()
})

test('an auditor gets a PCI DSS report: as a PDF, and on paper with its requirements and figures', async () => {
  await link('Reports').click()
  await page.getByText('New report', { exact: true }).click()
  await field('Mandate').selectOption('PCI DSS 4.0')
  await button('Create and run').click()
  const [pdf] = await Promise.all([page.waitForEvent('download'), button('Download PDF').click()])
  expect(pdf.suggestedFilename()).toMatch(/^report-pci-dss-4-0-aws-.+\.pdf$/)
  expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe('%PDF-')
  const share = await page
    .getByText(/^\d+\.\d %$/)
    .first()
    .innerText()
  const paper = await printed()
  for (const word of ['PCI DSS', '4.0', 'Production', '111122223333', share]) expect(paper).toContain(word)
  for (const requirement of ['1.2.1', '8.3.6', '10.2.1']) expect(paper).toContain(requirement)
})

/** The text of what is sent to the printer. */
async function printed(): Promise<string> {
  await page.evaluate(() =>
    document.addEventListener(
      'load',
      ({ target }) => {
        if (!(target instanceof HTMLIFrameElement)) return
        const { contentWindow, contentDocument } = target
        contentWindow?.addEventListener('beforeprint', () =>
          Object.assign(globalThis, { printed: contentDocument?.body.innerText }),
        )
      },
      true,
    ),
  )
  await button('Print').click()
  const text = () => page.evaluate(() => (globalThis as unknown as { printed?: string }).printed ?? '')
  await expect.poll(text).not.toBe('')
  return text()
}
