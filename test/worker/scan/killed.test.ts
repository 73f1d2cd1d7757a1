import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../worker/store/database.ts'
import { openRuns } from '../../../worker/store/runs.ts'
import { syncPage } from '../../../worker/store/sync.ts'
import { addConnector, query, temporaryFolder } from '../temporary-database.ts'
import { createAccount } from './fake-account.ts'
import { createFakeEngine, ended } from './fake-engine.ts'

test('a worker that is killed in the middle of a run loses nothing that it had committed', async () => {
  const url = `file:${join(temporaryFolder(), 'plumbline.db')}`
  const db = await openDatabase({ url })
  onTestFinished(() => db.close())
  await addConnector(db)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'killed-child.ts'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')

  const count = async () => Number((await query<{ n: number }>(db, 'SELECT count(*) AS n FROM resources'))[0]?.n)
  while ((await count()) < 2000) await new Promise((resolve) => setTimeout(resolve, 5))
  const seen = await count()
  child.kill('SIGKILL')
  await once(child, 'exit')

  expect(await query(db, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(await count()).toBeGreaterThanOrEqual(seen)
  // Whole batches only: 500 each.
  expect((await count()) % 500).toBe(0)
  const [cut] = await openRuns(db)
  expect(cut).toMatchObject({ state: 'running', trigger: 'schedule' })

  const kept = await query<{ id: string }>(db, 'SELECT id FROM resources ORDER BY rid')
  const things = kept.map(({ id }, index) => ({ id, name: `bucket ${index}`, config: { open: index % 2 === 0 } }))
  const engine = await createFakeEngine(db, createAccount({ 'aws.s3.bucket': { global: things } }))
  onTestFinished(() => engine.close())
  const [again] = await openRuns(db)
  expect(again?.id).not.toBe(cut?.id)
  expect(await ended(db, again?.id ?? '')).toMatchObject({ state: 'succeeded', written: things.length })
  expect(await query(db, 'SELECT state FROM runs ORDER BY queued')).toEqual([
    { state: 'failed' },
    { state: 'succeeded' },
  ])
  const { summary } = await syncPage(db, { after: 0, limit: 1_000_000 })
  expect(summary?.evaluations.fail).toBe(things.length / 2)
})
