import { expect, test } from 'vitest'
import { resourceTypes } from '../../../worker/collect/index.ts'
import { createGuides } from '../../../worker/guides.ts'
import { startApi } from './start.ts'

/** The guide of a cloud, for all resource types that Plumbline ships; its steps by their titles. */
async function guideOf(cloud: string) {
  const { call } = await startApi({ guides: createGuides(resourceTypes, async () => '999988887777') })
  const { status, json } = await call(`/connectors/guide?cloud=${cloud}`)
  expect(status).toBe(200)
  const steps = new Map<string, string>(
    json.steps.map(({ title, text }: { title: string; text: string }) => [title, text]),
  )
  return { ...json, step: (title: string) => steps.get(title) ?? expect.fail(`no step ${title}`) }
}

test('F058 the guide of GCP names every API that is called, to be switched on', async () => {
  const { step, permissions, commands } = await guideOf('gcp')
  const text = step('Switch the APIs on')
  for (const api of ['compute', 'cloudresourcemanager']) expect(text).toContain(`${api}.googleapis.com`)
  for (const permission of permissions as readonly string[]) {
    const service = permission.split('.')[0] ?? ''
    expect(text, permission).toContain(service === 'resourcemanager' ? 'cloudresourcemanager.' : `${service}.google`)
  }
  expect(commands[0]).toMatch(/^gcloud services enable .*compute\.googleapis\.com/)
})

test('F059 F060 the guide of GCP leads from a service account that only reads to the key file of the connector', async () => {
  const { step, files, commands } = await guideOf('gcp')
  expect(step('Create a service account')).toMatch(/Viewer and Security Reviewer/)
  expect(step('Create a key')).toMatch(/JSON/)
  expect(step('Create the connector')).toMatch(/key file/)
  expect(commands.join('\n')).toMatch(/service-accounts create.*add-iam-policy-binding.*keys create/s)
  const role = JSON.parse(files.find(({ name }: { name: string }) => name === 'plumbline-role.json').content)
  for (const permission of role.role.includedPermissions)
    expect(permission).toMatch(/\.(get|list|aggregatedList|getIamPolicy)$/)
})

test('F052 F053 F055 the guide of Azure says where the ids stand and which role the application needs', async () => {
  const { step, steps } = await guideOf('azure')
  expect(step('Register an application')).toMatch(/Application \(client\) ID.*Directory \(tenant\) ID/)
  expect(step('Create a client secret')).toMatch(/shown only here/)
  expect(step('Let the application read the subscription')).toMatch(/Reader.*Owner/)
  expect(steps.at(-1).title).toContain('Subscription ID')
})
