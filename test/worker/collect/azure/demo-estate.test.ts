import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resourceTypes, typesOf } from '../../../../worker/collect/index.ts'
import { loadEvaluator } from '../../../../worker/evaluate/index.ts'
import type { Verdict } from '../../../../worker/evaluator.ts'
import { type SimulatedAzure, startAzure } from '../../../clouds/azure.ts'
import { demoAzureEstate } from '../../../clouds/azure-estate.ts'
import { collectAll, contextOf } from './collect.ts'

const evaluator = loadEvaluator({ root: join(import.meta.dirname, '../../../..'), types: resourceTypes })
const controls = evaluator.controls.filter(({ cloud }) => cloud === 'azure')
const verdicts: (Verdict & { readonly name: string })[] = []
let azure: SimulatedAzure

beforeAll(async () => {
  azure = await startAzure(demoAzureEstate())
  const context = await contextOf(azure)
  for (const type of typesOf('azure')) {
    for (const resource of await collectAll<never, unknown>(type as never, context)) {
      const input = { tags: {}, unread: [], ...resource, type: type.type, account: context.account, related: {} }
      const config = resource.config as Record<string, unknown>
      for (const verdict of evaluator.evaluate({ ...input, config }, new Date())) {
        verdicts.push({ ...verdict, name: resource.name })
      }
    }
  }
})
afterAll(() => azure.close())

const failing = (cid: number) =>
  verdicts.filter((verdict) => verdict.cid === cid && verdict.result === 'FAIL').map(({ name }) => name)

test.each(controls.map(({ cid, slug }) => [slug, cid] as const))('%s passes and fails in the demo estate', (_, cid) => {
  const results = new Set(verdicts.filter((verdict) => verdict.cid === cid).map(({ result }) => result))
  expect([...results].sort()).toEqual(['FAIL', 'PASS'])
})

test('the demo estate fails where it is meant to', () => {
  expect(failing(50031)).toEqual(['nsg-bastion', 'nsg-legacy'])
  expect(failing(50029)).toEqual(['nsg-jumpbox', 'nsg-legacy'])
  expect(failing(50012)).toEqual(['stcontosoassets', 'stcontosolegacy'])
  expect(failing(50011)).toEqual(['stcontosolegacy', 'stcontososhares'])
  // No managed disk says of which generation vm-legacy is.
  expect(failing(51124)).toEqual(['vm-web-02', 'vm-sql-01', 'vm-legacy'])
  expect(failing(51120)).toEqual(['vm-legacy', 'vm-legacy-db'])
})

test('the evidence of an open port names the rule', () => {
  const verdict = verdicts.find(({ cid, name }) => cid === 50031 && name === 'nsg-bastion')
  expect(verdict?.evidence[0]).toEqual({
    setting: 'Rules that let the internet in',
    actual: 'AllowSsh: tcp 22 from *',
    expected: 'none',
  })
})
