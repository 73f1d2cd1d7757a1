import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { arn, seed } from '../seed.ts'
import { startClient } from './client.ts'
import * as keys from './keys.ts'
import { account, except, old, seedAccount, v1 } from './surroundings.ts'

const golden = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'golden', `${name}.json`), 'utf8'))

async function startSeeded() {
  const client = await startClient()
  await seedAccount(client.database)
  return client
}

test('F276 F288 F289 the evaluations of an account are those of the guide’s first example', async () => {
  const { send } = await startSeeded()
  const { status, json } = await send(`${old}/aws/evaluations/${account}?pageNo=1&pageSize=50`)
  expect(status).toBe(200)
  expect(json).toEqual(golden('example-1'))
  expect(keys.keysOf(json)).toEqual(keys.oldPage.toSorted())
})

test('F277 the failed ones alone are those of the second example', async () => {
  const { send } = await startSeeded()
  const { json } = await send(`${old}/aws/evaluations/${account}?filter=control.result:FAIL&pageNo=1&pageSize=50`)
  expect(json).toEqual(golden('example-2'))
  const passing = await send(`${old}/aws/evaluations/${account}?filter=control.result:PASS&pageNo=1&pageSize=50`)
  expect(passing.json.content).toMatchObject([{ controlId: '45', result: 'PASS' }])
})

test('F278 F290 the resources of a control are those of the third example', async () => {
  const { send } = await startSeeded()
  const { json } = await send(`${old}/aws/evaluations/${account}/resources/48?pageNo=1&pageSize=50`)
  expect(json).toEqual(golden('example-3'))
})

test('F288 F289 a strict client of v1 finds exactly the keys that it knows', async () => {
  const { send } = await startSeeded()
  const controls = (await send(`${v1}/aws/evaluations/${account}`)).json
  expect(keys.keysOf(controls)).toEqual(keys.page.toSorted())
  expect(keys.keysOf(controls.pageable)).toEqual(keys.pageable.toSorted())
  for (const one of controls.content) expect(keys.keysOf(one)).toEqual(keys.controlEvaluation.toSorted())
  const resources = (await send(`${v1}/aws/evaluations/${account}/resources/45`)).json
  expect(resources.content).toHaveLength(2)
  for (const one of resources.content) {
    expect(keys.keysOf(one)).toEqual(keys.resourceEvaluation.toSorted())
    expect(keys.keysOf(one.evaluationDates)).toEqual(keys.evaluationDates.toSorted())
    for (const evidence of one.evidences) expect(keys.keysOf(evidence)).toEqual(['actualValue', 'settingName'])
  }
})

test('what is unknown neither passes nor fails: it is left out, and how much is said in a header', async () => {
  const { send } = await startSeeded()
  const controls = await send(`${v1}/aws/evaluations/${account}`)
  expect(controls.json.content.map(({ controlId }: { controlId: string }) => controlId)).toEqual(['45', '48'])
  expect(controls.headers.get('x-plumbline-unknown')).toBe('1')
  const resources = await send(`${v1}/aws/evaluations/${account}/resources/48`)
  expect(resources.json.content).toMatchObject([{ resourceId: 'logs', result: 'FAIL' }])
  expect(resources.headers.get('x-plumbline-unknown')).toBe('1')
  expect((await send(`${v1}/aws/evaluations/${account}?filter=control.result:PASS`)).text).not.toContain(
    '"controlId":"3"',
  )
})

test('an accepted finding is PASSE for its resource, and counted apart for its control', async () => {
  const { send, database } = await startSeeded()
  await except(database, 48, 'logs')
  await except(database, 48, 'web')
  const [, control] = (await send(`${v1}/aws/evaluations/${account}`)).json.content
  expect(control).toMatchObject({
    result: 'PASS',
    passedResources: 0,
    failedResources: 0,
    passWithExceptionResources: 2,
  })
  const { json } = await send(`${v1}/aws/evaluations/${account}/resources/48`)
  expect(json.content.map(({ result }: { result: string }) => result)).toEqual(['PASSE', 'PASSE'])
  const before = (await send(`${old}/aws/evaluations/${account}`)).json.content[1]
  expect(before).toMatchObject({ result: 'PASS', passedResources: 2, failedResources: 0 })
  expect(before).not.toHaveProperty('passWithExceptionResources')
})

test('a filter takes a space after the colon, ranges of time, and what it is about', async () => {
  const { send } = await startSeeded()
  const found = async (filter: string) => {
    const { json } = await send(`${v1}/aws/evaluations/${account}/resources/45?filter=${encodeURIComponent(filter)}`)
    return json.content.map(({ resourceId }: { resourceId: string }) => resourceId)
  }
  expect(await found('control.result: PASS')).toEqual(['logs', 'web'])
  expect(await found('control.result: FAIL')).toEqual([])
  expect(await found('region:eu-west-1')).toEqual(['web'])
  expect(await found('evaluatedOn:[2026-01-01T00:00:00Z..2026-01-03T00:00:00Z]')).toEqual(['logs', 'web'])
  expect(await found('evaluatedOn:[2025-01-01..2025-02-01]')).toEqual([])
})

test('a filter of an account that asks about resources counts those alone', async () => {
  const { send } = await startSeeded()
  const { json } = await send(`${v1}/aws/evaluations/${account}?filter=region:eu-west-1`)
  expect(json.content).toMatchObject([{ controlId: '45', passedResources: 1, failedResources: 0 }])
  const policy = await send(`${v1}/aws/evaluations/${account}?filter=policy.name:AWS Best Practices Policy`)
  expect(policy.json.totalElements).toBe(2)
})

test('a filter that cannot be read is refused, and says where', async () => {
  const { send } = await startSeeded()
  const { status, json } = await send(`${v1}/aws/evaluations/${account}?filter=control.resutl:FAIL`)
  expect(status).toBe(400)
  expect(keys.keysOf(json)).toEqual(['errorCode', 'message'])
  expect(json.message).toMatch(/character 1.*control\.result/)
})

test('the dates of a finding are told for the short id of its resource and for the long one', async () => {
  const { send } = await startSeeded()
  const dates = { firstEvaluated: '2026-01-01T00:00:00+0000', lastEvaluated: '2026-01-02T00:00:00+0000' }
  for (const id of ['web', arn('web')]) {
    const { json } = await send(`${v1}/aws/evaluations/stats/48/connector-1?resourceId=${encodeURIComponent(id)}`)
    expect(json).toEqual({ ...dates, dateReopen: null, dateFixed: null })
  }
  expect((await send(`${v1}/aws/evaluations/stats/48/connector-1?resourceId=eb`)).status).toBe(404)
})

test('an account that is not known has no evaluations, whatever its id looks like', async () => {
  const { send } = await startSeeded()
  for (const path of ['aws/evaluations/1111111111', 'azure/evaluations/none', 'oci/evaluations/x']) {
    const { status, json } = await send(`${v1}/${path}`)
    expect(status, path).toBe(200)
    expect(json).toMatchObject({ content: [], empty: true, numberOfElements: 0, totalElements: 0 })
  }
  expect((await send(`${v1}/aws/evaluations/${account}/resources/nothing`)).status).toBe(404)
})

test('a walk over the pages of either version meets each of 1,000 evaluations once', async () => {
  const { send, database } = await startClient()
  const names = Array.from({ length: 1000 }, (_, index) => `bucket-${index}`)
  await seed(
    database,
    names.map((name) => ({ id: arn(name), results: { 48: 'FAIL' as const } })),
  )
  for (const [base, first] of [
    [v1, 0],
    [old, 1],
  ] as const) {
    const met: string[] = []
    for (let pageNo = first, last = false; !last; pageNo++) {
      const { json } = await send(`${base}/aws/evaluations/${account}/resources/48?pageNo=${pageNo}&pageSize=300`)
      met.push(...json.content.map(({ resourceId }: { resourceId: string }) => resourceId))
      last = json.last
      expect(json).toMatchObject({ totalElements: 1000, totalPages: 4, number: pageNo - first, size: 300 })
    }
    expect(met.toSorted()).toEqual(names.toSorted())
    const beyond = await send(`${base}/aws/evaluations/${account}/resources/48?pageNo=99&pageSize=300`)
    expect(beyond).toMatchObject({ status: 200, json: { content: [], numberOfElements: 0, totalElements: 1000 } })
  }
})

test('a tolerant client that asks for no page gets the first one, and 1.5 takes page 0 for it', async () => {
  const { send, database } = await startClient()
  await seed(
    database,
    Array.from({ length: 150 }, (_, n) => ({ id: arn(`b-${n}`), results: { 48: 'FAIL' as const } })),
  )
  const path = `aws/evaluations/${account}/resources/48`
  expect((await send(`${v1}/${path}`)).json).toMatchObject({ numberOfElements: 100, size: 100, number: 0, last: false })
  const [zero, one, two] = await Promise.all(
    [0, 1, 2].map(async (n) => (await send(`${old}/${path}?pageNo=${n}`)).json),
  )
  expect(zero).toEqual(one)
  expect(two).toMatchObject({ number: 1, numberOfElements: 50, last: true })
})
