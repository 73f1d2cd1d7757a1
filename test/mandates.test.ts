import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ControlFile } from '../shared/control.ts'
import { mandateFile } from '../shared/mandate.ts'
import { policyFile } from '../shared/policy.ts'

/*
 * Mandates and policies of ours against the controls of ours. The files are read as they are, without the resource types:
 * what is missing is named here even while a control that is there is not fit to be loaded.
 */

const root = join(import.meta.dirname, '..')
const read = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .sort()
    .map((path) => [path, parse(readFileSync(join(root, path), 'utf8')) as unknown] as const)

const cids = new Set(read('policies/{aws,azure,gcp}/*/*.yaml').map(([, file]) => (file as ControlFile).cid))
const mandates = new Map(read('policies/mandates/*.yaml').map(([path, file]) => [path, mandateFile.parse(file)]))
const policies = new Map(read('policies/*/*.policy.yaml').map(([path, file]) => [path, policyFile.parse(file)]))

const compare = new Intl.Collator('en', { numeric: true }).compare

test('there is a file for every mandate that is promised', () => {
  const names = [...mandates.values()].map(({ title, version = '' }) => `${title} ${version}`.trim())
  expect(names.sort(compare)).toEqual([
    ...['1.2.0', '3.0.0', '5.0.0', '6.0.0', '7.0.0'].map((version) => `CIS AWS Foundations Benchmark ${version}`),
    'HIPAA Security Rule',
    'ISO/IEC 27001 2022',
    'NIST SP 800-53 Revision 5',
    'PCI DSS 3.2.1',
    'PCI DSS 4.0',
    'SOC 2',
  ])
})

test.each([...mandates])('%s names only controls that exist, each requirement once and in order', (_, mandate) => {
  const missing = mandate.requirements
    .map(({ id, controls }) => [id, controls.filter((cid) => !cids.has(cid))] as const)
    .filter(([, controls]) => controls.length > 0)
  expect(Object.fromEntries(missing)).toEqual({})
  const ids = mandate.requirements.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort(compare))
})

test.each([...policies])('%s names only controls that exist', (_, { controls }) => {
  expect(controls.filter((cid) => !cids.has(cid))).toEqual([])
})

test('every control is in a policy', () => {
  const held = new Set([...policies.values()].flatMap(({ controls }) => controls))
  expect([...cids].filter((cid) => !held.has(cid))).toEqual([])
})

/** What no publisher asks for in the mandates that we hold: that there is a password policy at all, and RDS ports. */
const unasked = [6, 56]

test('every control for AWS serves a mandate, two of our own sources apart', () => {
  const served = new Set([...mandates.values()].flatMap(({ requirements }) => requirements.flatMap((r) => r.controls)))
  const ours = [...cids].filter((cid) => cid < 50_000 && !unasked.includes(cid))
  expect(ours.filter((cid) => !served.has(cid))).toEqual([])
})

test('the CIS benchmark of 2019 has its 46 controls, best practices their 11, and between them CIDs 1 to 57', () => {
  const of = (name: string) => policies.get(`policies/aws/${name}.policy.yaml`)?.controls ?? []
  const both = [...of('cis-foundations'), ...of('best-practices')]
  const all = Array.from({ length: 57 }, (_, index) => index + 1)
  expect(all.filter((cid) => !both.includes(cid))).toEqual([])
  expect([of('cis-foundations').length, of('best-practices').length]).toEqual([46, 11])
})

test('CIS AWS Foundations 7.0 holds what its mandate maps to, in the order of its sections', () => {
  const sections = mandates.get('policies/mandates/cis-aws-foundations-7-0-0.yaml')?.requirements ?? []
  const mapped = new Set(sections.flatMap(({ controls }) => controls))
  expect(policies.get('policies/aws/cis-foundations-7.policy.yaml')?.controls).toEqual([...mapped])
})
