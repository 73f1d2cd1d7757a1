import { expect, test } from 'vitest'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha') },
    { id: arn('beta'), region: 'eu-west-1' },
    { id: arn('gamma'), region: 'eu-west-1' },
  ])
  await api.database.write([
    `UPDATE resources SET tags = '{"env":"prod","cost centre":"42"}' WHERE name = 'alpha'`,
    `UPDATE resources SET tags = '{"env":"test and more"}' WHERE name = 'beta'`,
  ])
  /** Suggestions at the mark `|`, or at the end: what they replace, and the texts. */
  const suggest = async (marked: string, list = 'resources') => {
    const [text, at] = [marked.replace('|', ''), marked.indexOf('|')]
    const where = at < 0 ? '' : `&at=${at}`
    const { status, json } = await api.call(`/query/suggest?list=${list}&text=${encodeURIComponent(text)}${where}`)
    expect(status, marked).toBe(200)
    const texts = json.items.map((item: { text: string }) => item.text)
    return { replaces: text.slice(json.start, json.end), texts, items: json.items }
  }
  return { ...api, suggest }
}

test('F108 tokens are completed while one types, by their names and their other names', async () => {
  const { suggest } = await startSeeded()
  expect(await suggest('reg')).toMatchObject({ replaces: 'reg', texts: ['region:', 'resource.region:'].slice(0, 1) })
  expect((await suggest('')).texts).toHaveLength(20)
  expect((await suggest('region:eu-west-1 and (not prov')).texts).toEqual(['cloud:'])
  expect((await suggest('reg| and name:x')).replaces).toBe('reg')
  expect((await suggest('control.res')).texts).toEqual(['control.result:'])
  expect((await suggest('sta', 'connectors')).texts).toEqual(['connector.state:'])
  expect((await suggest('tag:(k')).texts).toEqual(['tag.key:'])
  expect((await suggest('evaluation:(crit')).texts).toEqual(['control.criticality:'])
})

test('F108 behind a value comes and, or', async () => {
  const { suggest } = await startSeeded()
  expect(await suggest('region:"eu-west-1" ')).toMatchObject({ replaces: '', texts: ['and ', 'or '] })
  expect(await suggest('region:"eu-west-1" a')).toMatchObject({ replaces: 'a', texts: ['and '] })
  expect((await suggest('region:"eu-west-1" and ')).texts).toContain('tag:(')
})

test('F108 values are completed from what is stored, with counts', async () => {
  const { suggest } = await startSeeded()
  expect((await suggest('region:')).items).toEqual([
    { text: 'eu-west-1', kind: 'value', count: 2 },
    { text: 'us-east-1', kind: 'value', count: 1 },
  ])
  expect(await suggest('region in (us-east-1, eu')).toMatchObject({ replaces: 'eu', texts: ['eu-west-1'] })
  expect((await suggest('account.id:11')).texts).toEqual(['111122223333'])
  expect((await suggest('connector.name:"prod')).texts).toEqual(['Production'])
  expect((await suggest('policy.name:best', 'evaluations')).texts).toEqual(['"AWS Best Practices Policy"'])
  expect((await suggest('service.type:', 'evaluations')).texts).toEqual(['IAM', 'S3'])
  expect((await suggest('control.result:f', 'evaluations')).texts).toEqual(['FAIL'])
  expect((await suggest('evaluatedOn:', 'evaluations')).texts).toContain('>now-7d')
  expect((await suggest('resource.type:buck')).items).toEqual([
    { text: 'aws.s3.bucket', kind: 'value', count: 3, description: 'S3 bucket' },
  ])
})

test('F108 tags are completed, and quoted where they must be', async () => {
  const { suggest } = await startSeeded()
  expect((await suggest('tag.key:')).texts).toEqual(['env', '"cost centre"'])
  expect((await suggest('tag:(key:')).texts).toEqual(['env', '"cost centre"'])
  expect((await suggest('tag:(key:env and value:')).texts).toEqual(['42', 'prod', '"test and more"'])
  expect((await suggest('tag.e')).texts).toContain('tag.env:')
  expect((await suggest('tag.env:')).texts).toEqual(['prod', '"test and more"'])
  expect((await suggest('tag.env:"test')).texts).toEqual(['"test and more"'])
})

test('F108 every suggestion of a value makes a query that is understood', async () => {
  const { suggest, call } = await startSeeded()
  for (const start of [
    'region:',
    'tag.env:',
    'tag.key:',
    'resource.type:',
    'firstDiscovered:',
    'connector.name:',
    'cloud:',
  ]) {
    for (const text of (await suggest(start)).texts) {
      const { json } = await call(`/query/check?list=resources&text=${encodeURIComponent(start + text)}`)
      expect(json, start + text).not.toHaveProperty('problem')
    }
  }
})

test('F314 a query is checked: what is wrong and where, or how it is written in full', async () => {
  const { call } = await startSeeded()
  const check = async (text: string) =>
    (await call(`/query/check?list=evaluations&text=${encodeURIComponent(text)}`)).json
  expect(await check('result:passe AND type:S3 bucket')).toEqual({
    canonical: 'control.result:EXCEPTED and resource.type:"S3 bucket"',
  })
  expect(await check('name:x and resouce.type:y')).toEqual({
    problem: {
      start: 11,
      end: 23,
      message: 'At character 12: There is no token resouce.type here; did you mean resource.type?',
      suggestion: 'resource.type',
    },
  })
  expect(await check('')).toEqual({ canonical: '' })
})

test('suggestions are bounded, and hostile texts are answered', async () => {
  const { call, suggest } = await startSeeded()
  expect((await call(`/query/suggest?list=resources&text=${'x'.repeat(2001)}`)).status).toBe(400)
  expect((await call('/query/suggest?list=planets')).status).toBe(400)
  for (const at of ['-1', '', '0x1', '1e1', '2001', '1.5'])
    expect((await call(`/query/suggest?list=resources&text=a&at=${at}`)).status, at).toBe(400)
  for (const after of ['-1', '', ' ', '1e1']) expect((await call(`/sync?after=${after}`)).status, after).toBe(400)
  const texts = [
    `region:'; DROP TABLE resources; --`,
    'region:%',
    'region:\u0000',
    '('.repeat(1900),
    'tag:('.repeat(390),
  ]
  for (const text of [...texts, 'a:['.repeat(600), 'a,'.repeat(900), '"'.repeat(1999), ': '.repeat(900)]) {
    const started = performance.now()
    await suggest(text)
    expect(performance.now() - started, text).toBeLessThan(3000)
  }
  expect((await suggest('region:')).texts).toHaveLength(2)
})

test('suggestions need a token', async () => {
  const { call } = await startSeeded()
  expect((await call('/query/suggest?list=resources', { token: null })).status).toBe(401)
  expect((await call('/query/check?list=resources', { token: null })).status).toBe(401)
})
