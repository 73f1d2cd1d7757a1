import { expect, test } from 'vitest'
import { startOnDemoAccount } from './demo-account.ts'

// What the pages of a resource show, in the words of an inventory that was read from a cloud.

const time = '2026-01-01T00:00:00.000Z'

test('F088 F090 F091 F092 F093 an instance tells what it is, where it is, its network and its role', async () => {
  const { detail, account } = await startOnDemoAccount()
  expect(await detail('aws.ec2.instance', 'web-1')).toMatchObject({
    ...{ name: 'web-1', account, region: 'us-east-1', firstDiscovered: time, lastFound: time },
    tags: { Name: 'web-1', env: 'prod' },
    config: {
      ...{ instanceId: 'i-0017c1d5e9f3a2b4c', instanceType: 't3.medium', instanceStatus: 'ok', state: 'running' },
      ...{ isSpot: false, imageId: 'ami-0123456789abcdef0', availabilityZone: 'us-east-1a' },
      ...{ vpcId: 'vpc-0a1b2c3d4e5f60718', subnetId: 'subnet-0aa1bb2cc3dd4ee50', secondaryPrivateIps: [] },
      ...{ privateDns: 'ip-10-20-1-1.ec2.internal', publicDns: 'ec2-203-0-113-11.amazonaws.com' },
      ...{ privateIp: '10.20.1.1', publicIp: '203.0.113.11' },
      instanceProfile: `arn:aws:iam::${account}:instance-profile/harbor-app`,
    },
  })
})

test('F089 F094 an instance tells its vulnerabilities, confirmed and potential, and what it is associated with', async () => {
  const { detail } = await startOnDemoAccount()
  const { vulnerabilities, associations } = await detail('aws.ec2.instance', 'bastion')
  expect(vulnerabilities).toMatchObject({
    source: 'Amazon Inspector',
    open: { confirmed: 2, potential: 1, critical: 1, high: 1, medium: 1 },
  })
  expect(vulnerabilities.open.worst.map(({ id, kind }: Vulnerability) => [id, kind])).toEqual([
    ['CVE-2024-5535', 'confirmed'],
    ['CVE-2024-6387', 'confirmed'],
    ['port-22', 'potential'],
  ])
  const web = await detail('aws.ec2.instance', 'web-1')
  const associated = ['aws.ec2.security-group', 'aws.autoscaling.group', 'aws.elb.load-balancer']
  const count = (all: readonly Association[]) =>
    associated.map((type) => all.filter(({ resource }) => resource?.type === type).length)
  expect([count(web.associations), count(associations)]).toEqual([
    [1, 1, 1],
    [1, 0, 0],
  ])
})

test('F095 F096 F097 a security group tells its rules, counted each way, and the controls that judged it', async () => {
  const { detail, account } = await startOnDemoAccount()
  const group = await detail('aws.ec2.security-group', 'bastion')
  expect(group).toMatchObject({
    ...{ account, region: 'us-east-1', firstDiscovered: time, evaluated: 5, failing: 2 },
    config: {
      ...{ groupId: 'sg-02b3c4d5e6f708091', groupName: 'bastion', description: 'SSH for administrators' },
      ...{ vpcId: 'vpc-0a1b2c3d4e5f60718', inboundRules: 1, outboundRules: 1 },
      rules: [
        { direction: 'inbound', protocol: 'tcp', ports: '22' },
        { direction: 'outbound', protocol: 'any' },
      ],
    },
  })
  expect(group.rules).toContain('rules')
  const failing = group.evaluations.filter(({ result }: { result: string }) => result === 'FAIL')
  expect([group.evaluations.length, failing.length]).toEqual([group.evaluated, group.failing])
  expect(group.evaluations[0]).toMatchObject({
    ...{ cid: 41, criticality: 'HIGH', result: 'FAIL' },
    title: 'Ensure no security groups allow ingress from 0.0.0.0/0 to port 22',
  })
})

test('a security group leads to its instances, load balancers and the groups that name it', async () => {
  const { detail } = await startOnDemoAccount()
  const { associations } = await detail('aws.ec2.security-group', 'web')
  const from = associations.filter(({ direction }: Association) => direction === 'from')
  expect(from.map(({ resource }: Association) => [resource?.type, resource?.name, resource?.region])).toEqual([
    ['aws.ec2.security-group', 'database', 'us-east-1'],
    ['aws.ec2.instance', 'web-1', 'us-east-1'],
    ['aws.ec2.instance', 'web-2', 'us-east-1'],
    ['aws.elb.load-balancer', 'harbor-web', 'us-east-1'],
  ])
})

test('F061 F135 F137 resources are found by type, name, id, tag and the lack of any', async () => {
  const { call, account } = await startOnDemoAccount()
  const names = async (query: string) => {
    const { json } = await call(`/resources?type=aws.ec2.instance&${query}`)
    return json.items.map(({ name }: { name: string }) => name).sort()
  }
  expect(await names('text=ec2.inst')).toHaveLength(12)
  expect(await names('text=WEB-')).toEqual(['web-1', 'web-2'])
  expect(await names('text=i-0037c1d5')).toEqual(['bastion'])
  const tagged = await names(`query=${encodeURIComponent('tag:(key:env and value:prod)')}`)
  expect(tagged).toContain('web-1')
  const untagged = await names(`query=${encodeURIComponent('tag is null')}`)
  expect(untagged.filter((name: string) => tagged.includes(name))).toEqual([])
  expect((await call('/resources?query=tag%20is%20null')).json.items.map(({ tags }: never) => tags)).toContainEqual({})
  const [bastion] = (await call('/resources?text=i-0037c1d5')).json.items
  expect(bastion).toMatchObject({
    ...{ type: 'aws.ec2.instance', name: 'bastion', account, failing: 1 },
    ...{ firstDiscovered: time, lastFound: time },
  })
})

test('F117 every evaluation leads to the page of its resource in the console', async () => {
  const { call } = await startOnDemoAccount()
  const columns = 'columns=resourceId,console&format=jsonl&limit=all'
  const { text } = await call(`/exports/evaluations?query=resource.type:EC2_INSTANCE&${columns}`)
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.length).toBeGreaterThan(12)
  for (const { resourceId, console } of rows) {
    const [, region, id] = /ec2:([\w-]+):\d+:instance\/(i-\w+)/.exec(resourceId) ?? []
    const { hostname, hash, search } = new URL(console)
    expect([hostname, `${search}${hash}`]).toEqual([
      `${region}.console.aws.amazon.com`,
      expect.stringContaining(String(id)),
    ])
  }
})

test('F102 F103 F104 the figures above the controls are those of the evaluations below them', async () => {
  const { call } = await startOnDemoAccount()
  const { totals } = (await call('/facets?list=evaluations')).json
  const total = async (filter: string) => (await call(`/evaluations?${filter}`)).json.total
  const { pass, fail, unknown } = totals.evaluations
  expect([pass, fail]).toEqual([await total('result=PASS'), await total('result=FAIL')])
  expect(pass + fail + unknown).toBe(await total(''))
  for (const criticality of ['HIGH', 'MEDIUM', 'LOW']) {
    const failing = await total(`result=FAIL&criticality=${criticality}`)
    expect(totals.failures[criticality] ?? 0, criticality).toBe(failing)
  }
  expect(totals.failures.HIGH).toBeGreaterThan(0)
  expect(totals.failures.MEDIUM).toBeGreaterThan(0)
})

type Vulnerability = { readonly id: string; readonly kind: string }
type Association = {
  readonly direction: 'to' | 'from'
  readonly resource?: { readonly type: string; readonly name: string; readonly region: string }
}
