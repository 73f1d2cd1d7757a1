import { createProgress } from '../../../worker/scan/progress.ts'
import { scan } from '../../../worker/scan.ts'
import { saveControls } from '../../../worker/store/controls.ts'
import { openDatabase } from '../../../worker/store/database.ts'
import { syncPageText } from '../../../worker/store/sync.ts'
import { addConnector } from '../temporary-database.ts'
import { connectionTo, control, createAccount, fakeEvaluator, fakeTypes, isNot } from './fake-account.ts'

/** Scans an account of so many buckets twice under so many controls, and prints figures as JSON. */
const [url = '', size = '1000', controls = '10'] = process.argv.slice(2)
const db = await openDatabase({ url })
const connector = await addConnector(db)
const fake = createAccount()
const [, bucket] = fakeTypes(fake)
if (!bucket) throw new Error('no type')
const policy = 'x'.repeat(300)
const type = {
  ...bucket,
  async *list() {
    for (let index = 0; index < Number(size); index++) {
      if (index % 1000 === 0) await new Promise((resolve) => setImmediate(resolve))
      yield {
        id: `arn:aws:s3:::bucket-number-${index}`,
        name: `bucket ${index}`,
        tags: { policy },
        config: { open: index % 5 === 0, size: index, logTo: 'arn:aws:s3:::bucket-number-1' },
      }
    }
  },
}
const evaluator = fakeEvaluator(
  Array.from({ length: Number(controls) }, (_, index) => [
    control(index + 1, 'aws.s3.bucket'),
    isNot(index % 2 ? 'open' : 'none'),
  ]),
)
await saveControls(db, evaluator)

// What is only waiting to be collected says how busy the machine is, not what the scan holds.
if (!globalThis.gc) throw new Error('Run this with --expose-gc.')
let peak = 0
const watch = setInterval(() => {
  globalThis.gc?.()
  peak = Math.max(peak, process.memoryUsage.rss())
}, 200)
async function run() {
  const start = performance.now()
  const progress = createProgress(async () => {})
  const signal = new AbortController().signal
  await scan({
    db,
    connector,
    connection: connectionTo(fake),
    types: [type],
    evaluator,
    clock: () => new Date(),
    signal,
    progress,
  })
  return { seconds: (performance.now() - start) / 1000, ...progress.figures() }
}
const first = await run()
const second = await run()
const start = performance.now()
let [pages, bytes, after, more] = [0, 0, 0, true]
while (more) {
  const text = await syncPageText(db, { after, limit: 10_000 })
  const page = JSON.parse(text) as { seq: number; more: boolean }
  ;[pages, bytes, after, more] = [pages + 1, bytes + text.length, page.seq, page.more]
}
clearInterval(watch)
const sync = { seconds: (performance.now() - start) / 1000, pages, bytes }
console.log(JSON.stringify({ peak: Math.round(peak / 1e6), first, second, sync }))
process.exit(0)
