import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Connector } from '../../shared/connector.ts'
import { emptyAccount } from '../clouds/aws/estate.ts'
import { gcpKey } from '../clouds/gcp.ts'
import { finishedRun } from '../world.ts'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'

let app: AppSession
const connectorOf = async (cloud: string) => {
  const { items } = await app.worker.api<{ items: readonly Connector[] }>(`/connectors?cloud=${cloud}`)
  const [first] = items
  if (!first) throw new Error(`no connector of ${cloud}`)
  return first
}

beforeAll(async () => {
  app = await startAppSession()
  app.page.setDefaultTimeout(15_000)
})
afterAll(() => app?.close())

async function accessible(name: string): Promise<void> {
  await app.shoot(name)
  expect(await axeFindings(app.page)).toEqual([])
}
const namesOf = async (cloud: string) =>
  (await app.worker.api<{ items: readonly Connector[] }>(`/connectors?cloud=${cloud}`)).items.map(({ name }) => name)
const button = (name: string | RegExp) => app.page.getByRole('button', { name, exact: typeof name === 'string' })
const field = (name: string) => app.page.getByLabel(name, { exact: true })

test('F016 where nothing is connected the three providers lead to their wizards, and there is no empty table', async () => {
  await app.page.route('**/api/connectors', (route) => route.fulfill({ json: { items: [] } }))
  onTestFinished(() => app.page.unroute('**/api/connectors'))
  await app.visit('/configuration')
  await app.page.getByRole('heading', { name: 'Connect your first account' }).waitFor()
  expect(await app.page.getByRole('grid').count()).toBe(0)
  await accessible('first-run')
  await app.page.getByRole('link', { name: /Connect Microsoft Azure/ }).click()
  await app.page.getByRole('form', { name: 'The connector' }).waitFor()
  expect(app.page.url()).toContain('#/configuration/new/azure')
})

test('F023 F025 F026 the list tells cloud, account, state, last and next run of each connector, and is narrowed by state', async () => {
  await app.visit('/configuration')
  const grid = app.page.getByRole('grid', { name: 'Connectors' })
  const aws = await connectorOf('aws')
  const row = grid.getByRole('row').filter({ hasText: aws.name })
  await row.waitFor()
  const said = await row.innerText()
  for (const word of ['Online', 'AWS', aws.account ?? '', '4 hours', 'Inventory and controls'])
    expect(said).toContain(word)
  await accessible('list')
  await button(/^Online/).click()
  expect(app.page.url()).toContain('state=Online')
  await row.waitFor()
})

test('F322 F034 the list is downloaded as a file in the time zone that was chosen', async () => {
  await app.visit('/configuration')
  await button('Download…').click()
  await app.page.getByLabel('Time zone of the times').selectOption('UTC')
  await accessible('download')
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    app.page.getByRole('dialog').getByRole('button', { name: 'Download' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toContain((await connectorOf('gcp')).name)
})

test('the list says that it is loading, and when the worker fails what to do', async () => {
  await app.page.route('**/api/connectors', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      json: { detail: 'The worker could not answer. Its log says why.' },
    })
  })
  onTestFinished(() => app.page.unroute('**/api/connectors'))
  await app.page.evaluate(() => indexedDB.deleteDatabase('plumbline-answers'))
  await app.visit('/configuration')
  await app.page.getByRole('alert').waitFor()
  await accessible('error')
  await app.page.unroute('**/api/connectors')
  await button('Try again').click()
  await app.page.getByRole('grid', { name: 'Connectors' }).waitFor()
})

test('F016 F036 F037 F038 F041 AWS: a refused role is told with the policy that lets the worker in; once it is mended the account is reached', async () => {
  const account = emptyAccount('999988887777')
  app.clouds.aws.estate.accounts.push(account)
  await app.visit('/configuration/new/aws')
  const external = app.page.getByRole('textbox', { name: 'External id', exact: true })
  await app.page.getByText('Create the role', { exact: true }).waitFor()
  const made = await external.inputValue()
  expect(made).toMatch(/^plumbline-[0-9a-f-]{36}$/)
  await accessible('aws')
  const [template] = await Promise.all([
    app.page.waitForEvent('download'),
    button('Download plumbline-role.template.json').first().click(),
  ])
  expect(await readFile(await template.path(), 'utf8')).toContain(made)

  await button('Test').click()
  await expect.poll(() => field('Name').getAttribute('aria-invalid')).toBe('true')
  expect(await app.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name')
  await accessible('aws-errors')
  await field('Name').fill('Second')
  await app.page.getByRole('textbox', { name: 'Role ARN' }).fill('arn:aws:iam::999988887777:role/Plumbline')
  await app.page.reload()
  expect(await external.inputValue()).toBe(made)
  await button('Save and run').click()
  await app.page.getByRole('heading', { name: 'The account was not reached' }).waitFor()
  const refused = app.page.getByRole('region', { name: 'The account was not reached' })
  await refused.locator('summary', { hasText: 'Trust policy' }).click()
  await refused.getByText('sts:ExternalId').waitFor()
  await accessible('aws-refused')

  expect(await namesOf('aws')).not.toContain('Second')
  account.externalId = made
  await button('Test').click()
  await app.page.getByText('Nothing is saved yet.').waitFor()
  await accessible('aws-passed')
  expect(await namesOf('aws')).not.toContain('Second')
  await button('Save and run').click()
  await app.page.getByRole('heading', { name: 'Signed in and reached 999988887777' }).waitFor()
  await accessible('aws-reached')
  const { items } = await app.worker.api<{ items: readonly Connector[] }>('/connectors?cloud=aws')
  const connector = items.find(({ name }) => name === 'Second')
  expect(connector?.settings).toMatchObject({ externalId: made })
  await finishedRun(app.worker, connector?.id ?? '')
})

test('F042 F043 F044 F045 F046 F047 F048 AWS: each of the five types has its own policy, an organization the steps for its members too', async () => {
  await app.visit('/configuration/new/aws')
  for (const [label, action] of [
    ['Inventory\\s+Lists', 'ec2:DescribeAddresses'],
    ['Assessment', 'ssm:DescribeInstanceInformation'],
    ['Organization', 'organizations:List*'],
    ['Inventory and controls', 'SecurityAudit'],
    ['Remediation', 's3:PutBucketPublicAccessBlock'],
  ] as const) {
    await app.page.getByRole('radio', { name: new RegExp(`^${label}`) }).check()
    await app.page.locator('aside').getByText(action).first().waitFor({ state: 'attached' })
  }
  await app.page.getByRole('radio', { name: /^Organization/ }).check()
  await field('Role name in the members').waitFor()
  await button('Download plumbline-member-role.template.json').first().waitFor()
  await accessible('aws-organization')
})

test('F050 F051 F052 F053 F054 F055 Azure: the four parts of the form follow the guide, and the connector reaches its subscription', async () => {
  const { id } = await connectorOf('azure')
  await app.worker.api(`/connectors/${id}`, { method: 'DELETE' })
  const { tenantId, clientId, clientSecret, subscription } = app.clouds.azure.estate
  await app.visit('/configuration/new/azure')
  for (const part of [1, 2, 3, 4]) await app.page.getByText(`Part ${part}:`, { exact: false }).waitFor()
  await field('Name').fill('Azure again')
  await field('Application (client) id').fill('not a guid')
  await field('Directory (tenant) id').fill(tenantId)
  await field('Client secret').fill(clientSecret)
  await field('Subscription id').fill(subscription.id)
  await button('Test').click()
  await app.page.getByText('is a GUID of 36 characters').waitFor()
  await accessible('azure')
  await field('Application (client) id').fill(clientId)
  await button('Save and run').click()
  await app.page.getByRole('heading', { name: `Signed in and reached ${subscription.id}` }).waitFor()
  expect(await app.page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(clientSecret)
})

test('F057 F058 F059 F060 GCP: a file that is no key is refused; the key is pasted, never shown, and the project is reached', async () => {
  const { id } = await connectorOf('gcp')
  await app.worker.api(`/connectors/${id}`, { method: 'DELETE' })
  const key = gcpKey(app.clouds.gcp.estate, app.clouds.gcp.url)
  await app.visit('/configuration/new/gcp')
  await field('Name').fill('GCP again')
  await field('Or paste its content').fill('{"type":"authorized_user"}')
  await app.page.getByText('not a service-account key').waitFor()
  await accessible('gcp')
  await app.page.locator('input[type=file]').setInputFiles({
    name: 'key.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(key)),
  })
  await app.page.getByText(`Key of ${key.client_email}`).waitFor()
  await accessible('gcp-key')
  expect(await app.page.content()).not.toContain('PRIVATE KEY')
  await button('Save and run').click()
  await app.page.getByRole('heading', { name: `Signed in and reached ${key.project_id}` }).waitFor()
})

test('F017 F020 F021 the form is dynamic: another provider brings other fields, and beside it stands a guide whose steps fold and whose values are copied', async () => {
  await app.visit('/configuration')
  await app.page.getByRole('link', { name: 'New connector' }).click()
  await field('Role ARN').waitFor()
  const guide = app.page.getByRole('complementary', { name: 'What to do in Amazon Web Services' })
  const step = guide.getByText('In CloudFormation choose Create stack', { exact: false })
  await step.waitFor()
  await guide.locator('summary').first().click()
  expect(await step.isVisible()).toBe(false)
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await guide.getByRole('button', { name: 'Copy External id' }).click()
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(
    await app.page.getByRole('textbox', { name: 'External id', exact: true }).inputValue(),
  )
  await app.page.getByRole('link', { name: 'Google Cloud Platform' }).click()
  await field('Or paste its content').waitFor()
  expect(await field('Role ARN').count()).toBe(0)
  await app.page.getByRole('link', { name: 'Microsoft Azure' }).click()
  await field('Client secret').waitFor()
})

test('F039 F040 F049 AWS: the guide has the additional policies as text, the limits of the role’s fields, and says how to give the role another name', async () => {
  await app.visit('/configuration/new/aws')
  const guide = app.page.locator('aside')
  for (const words of [
    'SecurityAudit',
    'up to 64 letters, digits or +=,.@_-',
    'leave Require MFA unticked',
    'give the parameter RoleName another value',
  ])
    await guide.getByText(words, { exact: false }).first().waitFor({ state: 'attached' })
  await guide.locator('summary', { hasText: 'All files' }).click()
  const policies = (await guide.locator('pre').allInnerTexts()).join()
  for (const action of ['eks:DescribeFargateProfile', 'eks:ListFargateProfiles', 'elasticfilesystem:', 'states:'])
    expect(policies).toContain(action)
  await accessible('aws-files')
})

test('F056 Azure: the least role that lists virtual machines and their network is offered as a file', async () => {
  await app.visit('/configuration/new/azure')
  await app.page.locator('summary', { hasText: 'All files' }).click()
  const file = app.page.locator('pre', { hasText: 'Plumbline Inventory Reader' })
  const { Actions } = JSON.parse(await file.innerText())
  for (const action of [
    'Microsoft.Compute/virtualMachines/read',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    'Microsoft.Network/networkInterfaces/read',
    'Microsoft.Network/publicIPAddresses/read',
    'Microsoft.Network/virtualNetworks/read',
    'Microsoft.Network/networkSecurityGroups/read',
  ])
    expect(Actions).toContain(action)
})

test('F029 F030 an account without instances is Online with Regions Discovered; once an instance was read the hint goes', async () => {
  const id = (await app.worker.api<{ items: readonly Connector[] }>('/connectors?cloud=aws')).items.find(
    ({ name }) => name === 'Second',
  )?.id
  await app.visit(`/configuration/connectors/${id}`)
  await app.page.getByRole('heading', { name: 'Online' }).waitFor()
  await app.page.getByText('Regions Discovered:').waitFor()
  await accessible('regions-discovered')
  const [first, ...others] = app.clouds.aws.estate.accounts
  const second = others.find((one) => one.id === '999988887777')
  if (first?.instances[0] && second) second.instances.push({ ...first.instances[0], id: 'i-0fedcba9876543210' })
  await button('Run now').click()
  await app.page.getByText('Regions Discovered:').waitFor({ state: 'detached', timeout: 50_000 })
  await app.page.getByText('Succeeded').first().waitFor()
})

test('F035 a run shows each service with its regions: what was read, how much was found, and what is not whole', async () => {
  app.clouds.aws.faults.push({ operation: 'ec2:DescribeVpcs', kind: 'deny' })
  onTestFinished(() => void app.clouds.aws.faults.splice(0))
  const { id } = await connectorOf('aws')
  await app.worker.api(`/connectors/${id}/run`, { method: 'POST' })
  await app.visit(`/configuration/connectors/${id}`)
  const fold = app.page.locator('summary', { hasText: 'By service and region' }).first()
  await fold.click()
  await accessible('progress-running')
  await finishedRun(app.worker, id)
  await app.visit(`/configuration/connectors/${id}`)
  await fold.click()
  const table = app.page.getByRole('region', { name: 'Progress by service' })
  const row = table
    .getByRole('row')
    .filter({ has: app.page.getByRole('rowheader', { name: /^VPC|^EC2/ }) })
    .first()
  await row.waitFor()
  expect(await table.innerText()).toContain('not whole')
  await table.getByRole('button', { name: /^Regions of VPC.*eu-west-1/ }).click()
  const region = table
    .getByRole('listitem')
    .filter({ hasText: /^eu-west-1: / })
    .first()
  await region.waitFor()
  await app.page.setViewportSize({ width: 400, height: 800 })
  onTestFinished(() => app.page.setViewportSize({ width: 1280, height: 800 }))
  await region.scrollIntoViewIfNeeded()
  const box = await region.boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 400)).toBeLessThanOrEqual(400)
  await accessible('progress-regions')
  await app.page.setViewportSize({ width: 1280, height: 800 })
  await accessible('progress')
})

test('F022 F024 F032 several connectors are run at once; deleting several says that it mends nothing and asks for their number', async () => {
  await app.visit('/configuration')
  await app.page.getByRole('checkbox', { name: 'Choose all connectors on show' }).check()
  const bar = app.page.getByRole('region', { name: 'What to do with the connectors that are chosen' })
  await bar.getByRole('button', { name: 'Delete…' }).click()
  const dialog = app.page.getByRole('dialog')
  await dialog.getByText('does not bring an Offline connector back').waitFor()
  await dialog.getByRole('textbox').fill('1')
  expect(await dialog.getByRole('button', { name: 'Delete for good' }).isDisabled()).toBe(true)
  await accessible('bulk-delete')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await bar.getByRole('button', { name: 'Run now' }).click()
  await bar.getByText(/\d runs queued\./).waitFor()
  await accessible('bulk')
  const { items } = await app.worker.api<{ items: readonly Connector[] }>('/connectors')
  for (const { id } of items) await finishedRun(app.worker, id)
})

test('F018 F036 the wizard is gone through by keyboard alone, from the name to Save and run', async () => {
  await app.visit('/configuration/new/aws')
  await field('Name').focus()
  const stops: string[] = []
  for (let count = 0; count < 40 && stops.at(-1) !== 'Save and run'; count++) {
    await app.page.keyboard.press('Tab')
    stops.push(
      await app.page.evaluate(() => {
        const at = document.activeElement as HTMLInputElement
        return at.name || at.textContent?.trim() || ''
      }),
    )
  }
  for (const stop of ['description', 'frequency', 'type', 'externalId', 'roleArn', 'Test', 'Save and run'])
    expect(stops).toContain(stop)
  await app.page.keyboard.press('Enter')
  await expect.poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name')
})

test('a reader sees the connectors and changes none: every way to do so is closed, with the reason', async () => {
  await app.page.route('**/api/session', async (route) => {
    const response = await route.fetch()
    const json = { ...(await response.json()), rights: ['read'], role: 'reader' }
    // The page may have been left meanwhile.
    await route.fulfill({ response, json }).catch(() => undefined)
  })
  onTestFinished(() => app.page.unroute('**/api/session'))
  const { id, name } = await connectorOf('aws')
  await app.visit(`/configuration/connectors/${id}`)
  await app.page.getByRole('heading', { level: 1, name }).waitFor()
  await expect.poll(() => button('Run now').isDisabled()).toBe(true)
  expect(await button('Run now').getAttribute('title')).toBe('Your token may not change or run connectors.')
  await accessible('reader')
  await app.visit('/configuration/new/aws')
  await app.page.getByText('Your token may not create connectors.').waitFor()
  for (const one of ['Test', 'Save and run']) expect(await button(one).isDisabled()).toBe(true)
})

test('two hundred connectors, a narrow window, 200 % zoom and right to left: nothing is cut off', async () => {
  const known = await connectorOf('aws')
  const items = Array.from({ length: 200 }, (_, at) => ({
    ...known,
    ...{ id: `c${at}`, name: `Account ${at} of a department with a long name`, account: String(100000000000 + at) },
    state: (['Online', 'Offline', 'Pending'] as const)[at % 3],
  }))
  await app.page.route(/\/api\/connectors(\?.*)?$/, (route) => route.fulfill({ json: { items } }))
  onTestFinished(() => app.page.unroute(/\/api\/connectors(\?.*)?$/))
  await app.visit('/configuration')
  await app.page.getByText('Account 0 of a department').waitFor()
  await accessible('many')
  const before = app.page.viewportSize() ?? { width: 1280, height: 800 }
  onTestFinished(() => app.page.setViewportSize(before))
  for (const [name, width] of [
    ['zoom', 640],
    ['narrow', 360],
  ] as const) {
    await app.page.setViewportSize({ width, height: 800 })
    for (const view of ['/configuration', '/configuration/new/aws', `/configuration/connectors/${known.id}`]) {
      await app.visit(view)
      await app.page.getByRole('heading', { level: 1 }).waitFor()
      if (view.endsWith('aws')) await app.page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
      await accessible(`${name}${view.replaceAll('/', '-').slice(0, 28)}`)
      const cut = await app.page.evaluate(() =>
        document.documentElement.scrollWidth <= innerWidth
          ? []
          : [...document.querySelectorAll('main *')].flatMap((one) => {
              const { left, right } = one.getBoundingClientRect()
              return left < -1 || right > innerWidth + 1 ? [`${one.tagName} ${one.className}`] : []
            }),
      )
      expect([view, width, cut]).toEqual([view, width, []])
    }
  }
})

test('F022 F027 F033 a run is started from the connector; what it could not read is told with the missing permission and its policy', async () => {
  app.clouds.aws.faults.push({ operation: 'ec2:DescribeVpcs', kind: 'deny' })
  onTestFinished(() => void app.clouds.aws.faults.splice(0))
  const { id, name } = await connectorOf('aws')
  await app.visit(`/configuration/connectors/${id}`)
  await app.page.getByRole('heading', { level: 1, name }).waitFor()
  await button('Run now').click()
  await app.page.getByRole('table').getByText('Partly read').first().waitFor({ timeout: 50_000 })
  await app.page.getByText('The policy that grants what is missing').waitFor()
  expect(await app.page.locator('pre').first().innerText()).toContain('"ec2:DescribeVpcs"')
  await accessible('connector')
})

test('F028 F031 an Offline connector says why and what to do, and that deleting it mends nothing', async () => {
  const account = app.clouds.aws.estate.accounts.find(({ id }) => id === '999988887777')
  if (account) account.externalId = 'another'
  const { items } = await app.worker.api<{ items: readonly Connector[] }>('/connectors?cloud=aws')
  const id = items.find(({ name }) => name === 'Second')?.id
  await app.visit(`/configuration/connectors/${id}`)
  await button('Test sign-in').click()
  await app.page.getByRole('heading', { name: 'Offline' }).waitFor()
  await app.page.getByText('Do not delete it and connect again').waitFor()
  await accessible('offline')
})

test('F018 F019 name and frequency are changed; a frequency below 60 minutes is refused at its field', async () => {
  const { id } = await connectorOf('gcp')
  await app.visit(`/configuration/connectors/${id}?show=edit`)
  await field('Minutes between runs').fill('30')
  await button('Save').click()
  await app.page.getByText('at least 60').last().waitFor()
  await accessible('edit')
  await field('Minutes between runs').fill('120')
  await field('Name').fill('GCP renamed')
  await button('Save').click()
  await app.page.getByRole('heading', { level: 1, name: 'GCP renamed' }).waitFor()
  expect(await connectorOf('gcp')).toMatchObject({ name: 'GCP renamed', frequency: 120 })
})

test('F024 F032 deleting says that it mends nothing and what goes with it, and asks for the name', async () => {
  const { id, name } = await connectorOf('azure')
  await finishedRun(app.worker, id)
  await app.visit('/configuration')
  await button(`Actions for ${name}`).click()
  await app.page.getByRole('menuitem', { name: 'Delete…' }).click()
  const dialog = app.page.getByRole('dialog')
  await dialog.getByText('does not bring an Offline connector back').waitFor()
  await dialog.getByText(/\d+ resources/).waitFor()
  const remove = dialog.getByRole('button', { name: 'Delete for good' })
  expect(await remove.isDisabled()).toBe(true)
  await accessible('delete')
  await dialog.getByRole('textbox').fill(name)
  await remove.click()
  await app.page.getByRole('grid', { name: 'Connectors' }).waitFor()
  expect(await app.worker.api<{ items: readonly unknown[] }>('/connectors?cloud=azure')).toEqual({ items: [] })
})
