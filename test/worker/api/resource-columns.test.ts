import { expect, test } from 'vitest'
import { z } from 'zod'
import { arn, seed } from './seed.ts'
import { bucket, startApi } from './start.ts'

/** A bucket with a configuration, and one without. */
async function startSeeded() {
  const fields = z.object({
    availabilityZone: z.string(),
    isOpen: z.boolean(),
    rules: z.array(z.unknown()),
    secret: z.string(),
  })
  const api = await startApi({ types: new Map([[bucket.type, { ...bucket, fields }]]) })
  const config = { availabilityZone: 'us-east-1a', isOpen: false, rules: [{ port: 22 }], secret: 'left out' }
  await seed(api.database, [{ id: arn('alpha'), config }, { id: arn('beta') }])
  return api
}

test('F087 resources are listed with the fields of their configuration that are asked for, and no others', async () => {
  const { call } = await startSeeded()
  const configs = async (query: string) =>
    (await call(`/resources${query}`)).json.items.map(({ config }: { config?: object }) => config)
  expect(await configs('?columns=config.availabilityZone,config.isOpen,config.rules')).toEqual([
    { availabilityZone: 'us-east-1a', isOpen: false, rules: [{ port: 22 }] },
    {},
  ])
  expect(await configs('')).toEqual([undefined, undefined])
})

test.each([
  'availabilityZone',
  'config.',
  "config.a'b",
  'config.nothing',
  '',
  Array(11)
    .fill(0)
    .map((_, n) => `config.f${n}`)
    .join(),
])('F087 the columns %j are refused', async (columns) => {
  const { call } = await startSeeded()
  const answer = await call(`/resources?columns=${encodeURIComponent(columns)}`)
  expect([answer.status, answer.json.errors[0].field]).toEqual([400, 'columns'])
})

test('F087 F098 a download takes the same columns', async () => {
  const { call } = await startSeeded()
  const { text } = await call('/exports/resources?columns=name,config.availabilityZone,config.isOpen')
  expect(text.trim().split(/\r?\n/)).toEqual(['Name,Availability zone,Is open', 'alpha,us-east-1a,false', 'beta,,'])
  expect((await call('/exports/resources?columns=name,config.nothing')).status).toBe(400)
})
