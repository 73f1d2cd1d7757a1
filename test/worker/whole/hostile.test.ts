import { beforeAll, expect, test } from 'vitest'
import { buildConsoleUrl } from '../../../shared/console-links/index.ts'
import type { ResourceRef } from '../../../shared/resource.ts'
import type { SyncPage } from '../../../shared/sync.ts'
import { hostileAwsEstate } from '../../clouds/aws-estate.ts'
import { hostileAzureEstate } from '../../clouds/azure-estate.ts'
import { hostileGcpEstate } from '../../clouds/gcp.ts'
import { type Found, readLedger, readResources } from './ledger.ts'
import { setScene } from './scene.ts'

type Listed = Found & ResourceRef

const estates = () => ({ aws: hostileAwsEstate(), azure: hostileAzureEstate(), gcp: hostileGcpEstate() })
const scene = setScene(estates)
const found: Record<string, readonly Listed[]> = {}
const ids: Record<string, string> = {}
const runs: Record<string, string> = {}

beforeAll(async () => {
  for (const cloud of ['aws', 'azure', 'gcp'] as const) {
    const { id, run } = await scene.connect(cloud)
    expect(run.state, `${cloud}: ${run.reason}`).toMatch(/succeeded|partial/)
    ids[cloud] = id
    runs[cloud] = run.id
    found[cloud] = (await readResources(scene.worker, id)) as readonly Listed[]
  }
}, 60_000)

const all = () => Object.values(found).flat()
const namesOf = (type: string) =>
  all()
    .filter((one) => one.type === type)
    .map(({ name }) => name)

/** XML knows one kind of line break: the simulated AWS does not write the other one as a character reference. */
const asInXml = (text = '') => text.replaceAll('\r\n', '\n')
const sorted = (names: readonly (string | undefined)[]) => names.map((name) => name ?? '').sort()

test('every hostile name arrives as it is', async () => {
  const { aws, azure, gcp } = estates()
  const { users = [], securityGroups = [], instances = [] } = aws.accounts[0] ?? {}
  const wanted: readonly (readonly [type: string, names: readonly (string | undefined)[]])[] = [
    ['aws.iam.user', users.map(({ name }) => name).filter((name) => name.length < 1000)],
    ['aws.ec2.security-group', securityGroups.map(({ name }) => asInXml(name))],
    ['aws.ec2.instance', instances.map(({ tags }) => asInXml(tags?.Name))],
    ['azure.network.security-group', azure.networkSecurityGroups.map(({ name }) => name)],
    ['azure.storage.account', azure.storageAccounts.map(({ name }) => name)],
    ['azure.compute.virtual-machine', azure.virtualMachines.map(({ name }) => name)],
    ['gcp.compute.firewall', gcp.firewalls.map(({ name }) => name ?? '')],
    ['gcp.compute.instance', gcp.instances.map(({ name }) => name ?? '')],
    ['gcp.storage.bucket', gcp.buckets.map(({ name }) => name ?? '')],
  ]
  for (const [type, names] of wanted) expect(sorted(namesOf(type)), type).toEqual(sorted(names))
})

test('an id that is too long and a policy that is too deep are told among the run’s errors, and nothing else is', async () => {
  const { items } = await scene.worker.api<{ items: readonly { type: string; reason: string }[] }>(
    `/runs/${runs.aws}/errors`,
  )
  const told = items.filter(({ reason }) => !/newer than the credential report/.test(reason))
  expect(told).toMatchObject([
    { type: 'aws.iam.user', count: 1, reason: 'Its id is longer than 2048 characters.' },
    { type: 'aws.s3.bucket', count: 1, reason: expect.stringContaining('policy') },
  ])
})

test('every tag arrives as it is', () => {
  const { instances = [] } = hostileAwsEstate().accounts[0] ?? {}
  for (const { id, tags = {} } of instances) {
    const pairs = Object.entries(tags).map(([key, value]) => [asInXml(key), asInXml(value)])
    const resource = all().find((one) => one.id.endsWith(id))
    expect(Object.entries(resource?.tags ?? {}).sort()).toEqual(pairs.sort())
  }
  for (const { name, tags } of hostileAzureEstate().networkSecurityGroups) {
    const resource = all().find((one) => one.name === name && one.type === 'azure.network.security-group')
    expect(resource?.tags).toEqual(tags)
  }
  for (const { name, labels } of hostileGcpEstate().instances) {
    const resource = all().find((one) => one.name === name && one.type === 'gcp.compute.instance')
    expect(resource?.tags).toEqual(labels ?? {})
  }
})

test('every resource can be asked for by its id, with its evaluations', async () => {
  for (const { id, name } of all()) {
    const detail = await scene.worker.api<Listed>(`/resources/detail?id=${encodeURIComponent(id)}`)
    expect(detail).toMatchObject({ id, name })
  }
})

test('the controls judge them like any other: what is wrong with them is told', async () => {
  const isStrange = (name: string) => !/^[\w-]+$/.test(name)
  for (const [cloud, type] of [
    ['aws', 'aws.ec2.security-group'],
    ['azure', 'azure.network.security-group'],
    ['gcp', 'gcp.compute.firewall'],
  ] as const) {
    const rows = [...(await readLedger(scene.worker, ids[cloud] ?? '')).values()]
    const failing = new Set(rows.filter((row) => row.result === 'FAIL').map(({ resource }) => resource.name))
    const strange = namesOf(type).filter(isStrange)
    expect(strange.length).toBeGreaterThan(8)
    expect(strange.filter((name) => !failing.has(name))).toEqual([])
  }
})

test('searching for a hostile name finds it, and nothing is taken for a pattern', async () => {
  for (const text of ['<img src=x onerror=alert(1)>', "'); DROP TABLE", '"><svg onload', '=1+cmd|']) {
    const { items } = await scene.worker.api<{ items: readonly Listed[] }>(
      `/resources?text=${encodeURIComponent(text)}`,
    )
    expect(items.length, text).toBeGreaterThan(0)
    for (const { name, id } of items) expect(`${name} ${id}`.toLowerCase()).toContain(text.toLowerCase())
  }
  const { items } = await scene.worker.api<{ items: readonly Listed[] }>('/resources?text=%25_%25_%25')
  expect(items).toEqual([])
})

test('the change feed carries them whole', async () => {
  const page = await scene.worker.api<SyncPage>('/sync?limit=50000')
  const byId = new Map(all().map((resource) => [resource.id, resource]))
  expect(page.resources.length).toBeGreaterThan(50)
  for (const [, id, type, name] of page.resources) expect(byId.get(id)).toMatchObject({ type, name })
})

/** https://docs.aws.amazon.com, portal.azure.com and console.cloud.google.com: where a link may lead. */
const hosts =
  /^((([a-z0-9-]+\.)?console|[a-z0-9-]+\.console)\.aws\.amazon\.com|portal\.azure\.com|console\.cloud\.google\.com)$/
/** Parameters that our links have; a name must not bring its own. */
const parameters = ['region', 'tab', 'project', 'bucketType', 'prefix', 'groupId', 'instanceId', 'pageState']

test('links lead to the consoles alone, and a name brings no parameter of its own', () => {
  const views = [undefined, 'properties', 'permissions', 'security', 'networking', 'configuration']
  for (const resource of all()) {
    for (const view of views) {
      const link = buildConsoleUrl(resource, view)
      if (!link) continue
      const url = new URL(link.url)
      expect(url.protocol, link.url).toBe('https:')
      expect(url.host, link.url).toMatch(hosts)
      expect(url.username + url.password, link.url).toBe('')
      for (const name of url.searchParams.keys()) expect(parameters, link.url).toContain(name)
      expect(link.url).not.toMatch(/[<>"'`\s\\{}]|javascript:/i)
    }
  }
})
