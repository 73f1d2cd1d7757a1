import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Result } from '../../shared/evaluation.ts'
import { resourceTypes } from '../../worker/collect/index.ts'
import type { Connection } from '../../worker/connection.ts'
import { loadEvaluator } from '../../worker/evaluate/index.ts'
import type { Evaluator } from '../../worker/evaluator.ts'
import { collect, connectTo } from '../worker/collect/aws/collect.ts'
import { startAws } from './aws.ts'
import { demoAwsEstate, generateAwsEstate } from './aws-estate.ts'

test('in the demo every control passes and fails somewhere; those about the account do one or the other', async () => {
  const { connection } = await connectTo(demoAwsEstate())
  const evaluator = loadEvaluator({ root: join(import.meta.dirname, '../..'), types: resourceTypes })
  const results = await resultsOf(connection, evaluator)
  const controls = evaluator.controls.filter(({ cloud }) => cloud === 'aws')
  const single = ['aws.account', 'aws.organizations.organization']
  const ofAccount = controls.filter(({ resources }) => resources.some((type) => single.includes(type)))
  for (const { cid, slug } of ofAccount) expect(['PASS', 'FAIL'], slug).toContain(results.get(cid)?.[0])
  for (const { cid, slug } of controls.filter((control) => !ofAccount.includes(control)))
    expect(results.get(cid), slug).toEqual(expect.arrayContaining(['PASS', 'FAIL']))
  expect(ofAccount.flatMap(({ cid }) => results.get(cid))).toEqual(expect.arrayContaining(['PASS', 'FAIL']))
})

/** Every result of every control, by CID. */
async function resultsOf(connection: Connection<'aws'>, { evaluate }: Evaluator): Promise<Map<number, Result[]>> {
  const results = new Map<number, Result[]>()
  const types = [...resourceTypes.values()].filter(({ type }) => type.startsWith('aws.'))
  for (const { type, scope } of types) {
    const regions = scope === 'region' ? connection.regions : ['global']
    const resources = (await Promise.all(regions.map((region) => collect(connection, type, region)))).flat()
    const inputs = resources.map(({ tags = {}, unread = [], ...resource }) => ({ ...resource, tags, unread }))
    const verdicts = inputs.flatMap((input) =>
      evaluate({ ...input, type, account: connection.account, related: {} }, new Date()),
    )
    for (const { cid, result } of verdicts) results.set(cid, [...(results.get(cid) ?? []), result])
  }
  return results
}

test('a generated estate has the size asked for, and is the same for the same seed', () => {
  const sizeOf = (resources: number) => {
    const [account] = generateAwsEstate({ resources }).accounts
    if (!account) throw new Error('an estate without accounts')
    const { users, buckets, vpcs, securityGroups, instances, regions, volumes, subnets, ...services } = account
    const { iam, logs, lambda, rds, sns, sqs, kms } = services
    const lists = [
      ...[users, buckets, vpcs, securityGroups, instances, volumes ?? [], subnets ?? [], iam?.roles ?? []],
      ...[logs?.groups ?? [], lambda?.functions ?? [], rds?.instances ?? [], rds?.snapshots ?? []],
      ...[sns?.topics ?? [], sqs?.queues ?? [], kms?.keys ?? []],
    ]
    return lists.reduce((sum, { length }) => sum + length, 1 + regions.enabled.length)
  }
  for (const resources of [1000, 10_000, 100_000]) expect(sizeOf(resources)).toBe(resources)
  expect(generateAwsEstate({ resources: 500, seed: 3 })).toEqual(generateAwsEstate({ resources: 500, seed: 3 }))
  expect(generateAwsEstate({ resources: 500, seed: 3 })).not.toEqual(generateAwsEstate({ resources: 500, seed: 4 }))
})

test('the simulated cloud answers nobody without a session', async () => {
  const cloud = await startAws(demoAwsEstate())
  onTestFinished(cloud.close)
  const authorization = (key: string, service: string) =>
    `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`
  for (const [key, service] of [
    ['AKIASOMEONE', 's3'],
    ['ASIAMADEUP', 's3'],
    ['AKIASOMEONE', 'ec2'],
  ] as const) {
    const answer = await fetch(cloud.url, { headers: { authorization: authorization(key, service) } })
    expect(answer.status, `${key} ${service}`).toBe(403)
  }
})
