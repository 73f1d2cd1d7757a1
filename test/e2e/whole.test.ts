import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseConsoleUrl } from '../../shared/console-links/index.ts'
import type { Summary } from '../../shared/summary.ts'
import { badges, hear, press, spoken } from './screen-reader.ts'
import { type Session, startSession } from './session.ts'

/** The main job, whole: three simulated clouds, the worker as a process, replica consoles, the extension in Chromium. */
let session: Session
let page: Page

beforeAll(async () => {
  session = await startSession(undefined, { isPaired: false })
  page = await session.browser.context.newPage()
})
afterAll(() => session?.close())

const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 15_000, interval: 200 })

/** Goes there as if the address were typed: a new page, even where only what stands behind the # differs. */
async function visit(url: string): Promise<void> {
  await page.bringToFront()
  await page.goto('about:blank')
  await page.goto(url)
}

type Item = { readonly id: string; readonly name: string; readonly failing: number; readonly unknown: number }
type Items = { readonly items: readonly Item[] }

/** Resources that must have a badge, by the API: those of a type that fail, or could not be judged. */
async function outOfPlumb(type: string, region: string | undefined): Promise<readonly Item[]> {
  const where = region ? `&region=${region}` : ''
  const { items } = await session.worker.api<Items>(`/resources?type=${type}${where}&pageSize=500`)
  return items.filter(({ failing, unknown }) => failing + unknown > 0)
}

const expectedBadge = (name: string, { failing, unknown }: Item) =>
  failing > 0
    ? new RegExp(`^${failing} failed controls?, worst (HIGH|MEDIUM|LOW)(, \\d+ could not be judged)?: ${name}$`)
    : new RegExp(`^${unknown} controls? could not be judged: ${name}$`)

test('a wrong token, an unreachable worker and a page that is no worker each get their own sentence', async () => {
  const { browser, worker, clouds } = session
  const problem = (url: string, token: string) =>
    browser.ask('pair', { worker: url, token }).then(
      () => 'paired',
      (error: Error) => error.message,
    )
  const wrongToken = await problem(worker.url, 'plb_wrong')
  const unreachable = await problem('http://127.0.0.1:9', worker.token)
  const otherServer = await problem(clouds.gcp.url, worker.token)
  expect(new Set([wrongToken, unreachable, otherServer]).size).toBe(3)
  expect(wrongToken).toMatch(/token/i)
  expect(unreachable).toMatch(/reach|answer/i)
})

test('the popup pairs by the link that the worker prints', async () => {
  const { browser, worker } = session
  const popup = await browser.open('popup.html')
  await popup.getByLabel('Pairing link').fill(`${worker.url}/pair#token=${worker.token}`)
  await popup.getByRole('button', { name: 'Pair', exact: true }).click()
  await popup.getByText('Failed controls').waitFor()
  await popup.close()
})

test('the figures of the popup and of the toolbar are those of the API', async () => {
  const summary = await session.worker.api<Summary>('/summary')
  const popup = await session.browser.open('popup.html')
  await popup.getByText('Failed controls').waitFor()
  const text = (await popup.locator('body').innerText()).replaceAll(/\s+/g, ' ')
  for (const [label, key] of [
    ['High', 'HIGH'],
    ['Medium', 'MEDIUM'],
    ['Low', 'LOW'],
  ] as const) {
    const { controls, failures } = summary.byCriticality[key]
    expect(text).toMatch(new RegExp(`${label} ${controls} ${failures} failure`))
  }
  for (const { cid, fail } of summary.topControls) expect(text).toContain(`CID ${cid} · ${fail} failing resource`)
  for (const { account, fail } of summary.topAccounts) {
    expect(text).toContain(account)
    expect(text).toContain(`${fail} failure`)
  }
  for (const name of ['AWS harbor-prod', 'Azure Contoso Production', 'GCP plumbline-demo']) expect(text).toContain(name)
  const badge = await popup.evaluate(() =>
    (
      globalThis as unknown as { chrome: { action: { getBadgeText: (of: object) => Promise<string> } } }
    ).chrome.action.getBadgeText({}),
  )
  expect(badge).toBe(String(summary.byCriticality.HIGH.controls))
  await popup.close()
})

const aws = (path: string, region = 'us-east-1') => `https://${region}.console.aws.amazon.com/${path}`
const subscription = '00000000-1111-2222-3333-444444444444'
const browse = (type: string) => `https://portal.azure.com/#browse/${encodeURIComponent(type)}`
const google = (path: string) => `https://console.cloud.google.com/${path}?project=plumbline-demo`

/** List pages: address, the type that they list, the region that they list it in, and what a badge calls a resource. */
const lists: readonly (readonly [name: string, url: string, type: string, region: string | undefined])[] = [
  ['S3 buckets', aws('s3/buckets?region=us-east-1'), 'aws.s3.bucket', undefined],
  ['EC2 security groups', aws('ec2/home?region=us-east-1#SecurityGroups:'), 'aws.ec2.security-group', 'us-east-1'],
  ['EC2 instances', aws('ec2/home?region=us-east-1#Instances:'), 'aws.ec2.instance', 'us-east-1'],
  ['VPCs', aws('vpcconsole/home?region=us-east-1#vpcs:'), 'aws.ec2.vpc', 'us-east-1'],
  ['IAM users', aws('iam/home?region=us-east-1#/users'), 'aws.iam.user', undefined],
  [
    'network security groups',
    browse('Microsoft.Network/networkSecurityGroups'),
    'azure.network.security-group',
    undefined,
  ],
  ['storage accounts', browse('Microsoft.Storage/storageAccounts'), 'azure.storage.account', undefined],
  ['virtual machines', browse('Microsoft.Compute/virtualMachines'), 'azure.compute.virtual-machine', undefined],
  ['firewall rules', google('networking/firewalls/list'), 'gcp.compute.firewall', undefined],
  ['VM instances', google('compute/instances'), 'gcp.compute.instance', undefined],
  ['Cloud Storage buckets', google('storage/browser'), 'gcp.storage.bucket', undefined],
]

test.each(lists)('%s: a badge beside each that is out of plumb, and beside no other', async (_, url, type, region) => {
  await visit(url)
  const expected = await outOfPlumb(type, region)
  expect(expected.length).toBeGreaterThan(0)
  const ofType = async () => (await badges(page)).filter((label) => type === 'aws.ec2.vpc' || !/: vpc-/.test(label))
  await eventually(async () => new Set(await ofType()).size).toBe(expected.length)
  const labels = await ofType()
  for (const item of expected) {
    const pattern = expectedBadge('.+', item)
    expect(
      labels.some((label) => pattern.test(label) && label.includes(item.name)),
      `${item.name} in ${labels}`,
    ).toBe(true)
  }
})

const arm = (type: string, group: string, name: string) =>
  `https://portal.azure.com/#@contoso/resource/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}/overview`

/** Where a resource's own page is on the replica consoles. */
function ownPage({ id, name }: Item, type: string): string {
  const zone = id.match(/zones\/([^/]+)/)?.[1]
  const armId = id.match(/resourceGroups\/([^/]+)\/providers\/([^/]+\/[^/]+)\/([^/]+)$/i)
  if (armId) return arm(armId[2] ?? '', armId[1] ?? '', armId[3] ?? '')
  const short = id.split('/').at(-1)
  const pages: Readonly<Record<string, string>> = {
    'aws.s3.bucket': aws(`s3/buckets/${name}?region=us-east-1`),
    'aws.ec2.security-group': aws(`ec2/home?region=us-east-1#SecurityGroup:groupId=${short}`),
    'aws.ec2.instance': aws(`ec2/home?region=us-east-1#InstanceDetails:instanceId=${short}`),
    'aws.ec2.vpc': aws(`vpcconsole/home?region=us-east-1#VpcDetails:VpcId=${short}`),
    'aws.iam.user': aws(`iam/home?region=us-east-1#/users/details/${name}?section=permissions`),
    'gcp.compute.firewall': google(`networking/firewalls/details/${name}`),
    'gcp.compute.instance': google(`compute/instancesDetail/zones/${zone}/instances/${name}`),
    'gcp.storage.bucket': google(`storage/browser/${name}`),
  }
  return pages[type] ?? ''
}

test.each(lists)('%s: the page of one of them carries its badge', async (_, _url, type, region) => {
  const [first] = await outOfPlumb(type, region)
  if (!first) throw new Error(`No ${type} is out of plumb`)
  await visit(ownPage(first, type))
  await eventually(async () => (await badges(page)).some((label) => expectedBadge('.+', first).test(label))).toBe(true)
})

test('no badge on the pages of another account', async () => {
  const [account] = session.estates.aws.accounts
  if (!account) throw new Error('The demo has no AWS account')
  const own = account.id
  account.id = '444455556666'
  for (const [, url] of lists.slice(0, 5)) {
    await visit(url)
    await page.waitForTimeout(1_000)
    expect(await badges(page)).toEqual([])
  }
  account.id = own
  await page.goto('https://console.cloud.google.com/networking/firewalls/list?project=another-project')
  await page.waitForTimeout(1_000)
  expect(await badges(page)).toEqual([])
})

test('from one account’s page straight to another’s, no badge is seen for a moment', async () => {
  const [account] = session.estates.aws.accounts
  if (!account) throw new Error('The demo has no AWS account')
  await visit(aws('ec2/home?region=us-east-1#SecurityGroups:'))
  await eventually(async () => (await badges(page)).length).toBeGreaterThan(0)
  const own = account.id
  account.id = '444455556666'
  await page.goto(aws('ec2/home?region=us-east-1&again#SecurityGroups:'))
  const seen: number[] = []
  for (let look = 0; look < 40; look += 1) {
    const counts = page.frames().map((frame) => frame.locator('plumbline-badge').count())
    seen.push(...(await Promise.all(counts)))
    await page.waitForTimeout(50)
  }
  account.id = own
  expect(Math.max(...seen)).toBe(0)
})

test('the panel shows evidence and the steps with the bucket’s own name, and its jump lands where the fix is made', async () => {
  await visit(aws('s3/buckets?region=us-east-1'))
  await eventually(async () => (await badges(page)).length).toBeGreaterThan(0)
  await press(page, 'button', /failed controls, .*: harbor-public-site$/)
  await eventually(async () => (await hear(page)).some(({ name }) => name === 'Re-evaluate all')).toBe(true)
  await press(page, 'DisclosureTriangle', /Ensure versioning is enabled for S3 buckets/)
  const text = await spoken(page)
  for (const part of [
    'Versioning Status',
    'Enabled',
    'First evaluated',
    'Last evaluated',
    'Last fixed',
    'harbor-public-site',
  ])
    expect(text).toContain(part)
  expect(text).toContain('put-bucket-versioning --bucket harbor-public-site')
  const jump = (await hear(page)).find(
    ({ role, url }) => role === 'link' && url?.includes('harbor-public-site') && url.includes('tab=properties'),
  )
  expect(parseConsoleUrl(jump?.url ?? '')).toMatchObject({
    cloud: 'aws',
    type: 'aws.s3.bucket',
    id: 'harbor-public-site',
    view: 'properties',
  })
  await page.goto(jump?.url ?? '')
  await eventually(() => page.locator('h1').first().innerText()).toContain('harbor-public-site')
})

test('re-evaluating what was fixed turns the badge off and sets Last Fixed', async () => {
  const bucket = session.estates.aws.accounts[0]?.buckets.find(({ name }) => name === 'harbor-access-logs')
  if (!bucket) throw new Error('The demo has lost its log bucket')
  await visit(aws('s3/buckets/harbor-access-logs?region=us-east-1'))
  await eventually(async () => (await badges(page)).length).toBe(1)
  const failing = await session.worker.api<{ items: readonly { cid: number; resourceId: string }[] }>(
    '/evaluations?result=FAIL&type=aws.s3.bucket&pageSize=500',
  )
  const cid = failing.items.find(({ resourceId }) => resourceId.endsWith(':harbor-access-logs'))?.cid
  bucket.logging = { bucket: 'harbor-access-logs', prefix: 'self/' }
  bucket.versioning = 'Enabled'
  bucket.mfaDelete = 'Enabled'
  bucket.policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::harbor-access-logs', 'arn:aws:s3:::harbor-access-logs/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  })
  await press(page, 'button', /failed control/)
  await eventually(async () => (await hear(page)).some(({ name }) => name === 'Re-evaluate all')).toBe(true)
  await press(page, 'button', /^Re-evaluate all$/)
  await eventually(() => badges(page)).toEqual([])
  const { items } = await session.worker.api<{ items: readonly { cid: number; result: string; lastFixed?: string }[] }>(
    `/evaluations/resource?id=${encodeURIComponent('arn:aws:s3:::harbor-access-logs')}`,
  )
  const fixed = items.find((item) => item.cid === cid)
  expect(fixed?.result).toBe('PASS')
  expect(Date.parse(fixed?.lastFixed ?? '')).toBeGreaterThan(Date.now() - 60_000)
})

test('a killed service worker comes back with everything', async () => {
  const before = await session.browser.ask('findings', { limit: 200 })
  await session.browser.killServiceWorker()
  expect(await session.browser.ask('findings', { limit: 200 })).toEqual(before)
  await visit(aws('ec2/home?region=us-east-1#SecurityGroups:'))
  await eventually(async () => (await badges(page)).length).toBeGreaterThan(0)
})

test('without the worker everything cached is still shown, with its age', async () => {
  await session.worker.stop('SIGKILL')
  await visit(aws('s3/buckets?region=us-east-1'))
  await eventually(async () => (await badges(page)).length).toBeGreaterThan(0)
  const status = await session.browser.ask('sync', {})
  expect(status.problem).toBeTruthy()
  const popup = await session.browser.open('popup.html')
  await popup.getByText('Failed controls').waitFor()
  const text = await popup.locator('body').innerText()
  expect(text).toMatch(/Not up to date/)
  expect(text).toMatch(/Synced/)
  await popup.close()
})
