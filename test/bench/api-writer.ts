import { type Result, results } from '../../shared/evaluation.ts'
import { giveWay } from '../../worker/engine-thread.ts'
import { openDatabase } from '../../worker/store/database.ts'
import { storeVerdicts } from '../../worker/store/evaluations.ts'
import type { Judged } from './api-database.ts'

/** What a writer is told: the database, its resources, and the controls of each type. */
export type WriterTask = { readonly url: string; readonly resources: number; readonly judged: readonly Judged[] }

/** Stores verdicts at full speed, as the engine's thread would, a quarter of them changed each time, until its parent leaves it. */
async function write({ url, resources, judged }: WriterTask): Promise<void> {
  giveWay()
  const database = await openDatabase({ url })
  let written = 0
  process.on('message', () => process.send?.(written))
  process.on('disconnect', () => process.exit(0))
  process.send?.(0)
  for (let round = 0; ; round++) {
    const first = (round * 200) % resources
    const batch = Array.from({ length: 200 }, (_, index) => {
      const rid = first + index + 1
      const { cids = [] } = judged[Math.floor((rid - 1) / 7) % judged.length] ?? {}
      return { rid, verdicts: cids.map((cid) => ({ cid, result: pick(rid + cid + round), evidence: [evidence] })) }
    })
    const cids = new Set(judged.flatMap((one) => one.cids))
    written += await storeVerdicts(database, batch, { cids, now: new Date() })
  }
}

const evidence = { setting: 'Versioning Status', actual: 'Suspended', expected: 'Enabled' }
const pick = (number: number): Result => (number % 5 === 0 ? 'FAIL' : (results[number % 30 === 1 ? 2 : 0] ?? 'PASS'))

if (import.meta.main) await write(JSON.parse(process.argv[2] ?? '') as WriterTask)
