import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { startBuiltWorker } from './built-worker.ts'

/** `nice` of each of a process's threads, from the files of proc(5): the 19th field of `stat`. */
function niceOfThreads(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
  })
}

test.runIf(process.platform === 'linux')(
  'the thread of runs gives way to answers, and is the only one that does',
  async () => {
    const worker = await startBuiltWorker()
    onTestFinished(() => worker.stop())
    await worker.api('/summary')
    const own = getPriority(worker.process.pid)
    const others = niceOfThreads(worker.process.pid ?? 0).filter((nice) => nice !== own)
    expect(others).toHaveLength(1)
    expect(others[0]).toBeGreaterThan(own)
  },
  60_000,
)
