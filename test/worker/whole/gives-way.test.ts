import { readdirSync, readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { courtesy } from '../../../worker/engine-thread.ts'
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
    const nice = niceOfThreads(worker.process.pid ?? 0)
    expect(nice.filter((value) => value === courtesy)).toEqual([courtesy])
    expect(nice.filter((value) => value === 0).length).toBe(nice.length - 1)
  },
  60_000,
)
