import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../temporary-database.ts'

type Figures = {
  readonly peak: number
  readonly first: { readonly resources: number; readonly evaluations: number; readonly written: number }
  readonly second: { readonly evaluations: number; readonly written: number }
  readonly sync: { readonly pages: number; readonly seconds: number }
}

/** Megabytes. Five hundred bytes kept for each resource would be 35. */
const allowed = 25

async function scanBuckets(count: number): Promise<Figures> {
  const url = `file:${join(temporaryFolder(), 'plumbline.db')}`
  const child = [join(import.meta.dirname, 'large-child.ts'), url, String(count), '2']
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--max-semi-space-size=4', ...child])
  return JSON.parse(stdout)
}

test('memory does not grow with the account: 100,000 resources take what 30,000 take', {
  timeout: 180_000,
}, async () => {
  const small = await scanBuckets(30_000)
  const large = await scanBuckets(100_000)
  expect(large.first).toMatchObject({ resources: 100_000, evaluations: 200_000, written: 300_000 })
  expect(large.second).toMatchObject({ evaluations: 200_000, written: 0 })
  expect(large.sync.pages).toBeGreaterThan(1)
  expect(large.peak - small.peak).toBeLessThan(allowed)
})
