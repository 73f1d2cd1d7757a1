import { existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { root, startWorker, waitFor } from '../../world.ts'

/** One folder for a test run: its files run in children of the same process. */
const prefix = join(root, '.output/worker-whole-')
const outDir = `${prefix}${process.ppid}`

/** The worker's program as it is in the sources now, built once in a test run. Below the project, where it finds its policies. */
export async function builtWorker(): Promise<string> {
  removeOldOnes()
  if (isFirst()) await make()
  await waitFor(async () => {
    if (!existsSync(outDir)) throw new Error('The worker could not be built; another test file says why.')
    return existsSync(`${outDir}/whole`)
  }, 60)
  return `${outDir}/whole/main.js`
}

async function make(): Promise<void> {
  const partDir = `${outDir}/part`
  const configFile = join(root, 'worker/vite.config.ts')
  try {
    await build({ root, configFile, logLevel: 'error', build: { outDir: partDir } })
    renameSync(partDir, `${outDir}/whole`)
  } catch (error) {
    rmSync(outDir, { recursive: true, force: true })
    throw error
  }
}

/** Starts the worker as it is in the sources now. */
export const startBuiltWorker = async (env: Readonly<Record<string, string>> = {}) =>
  startWorker(env, await builtWorker())

function isFirst(): boolean {
  try {
    mkdirSync(join(root, '.output'), { recursive: true })
    mkdirSync(outDir)
    return true
  } catch {
    return false
  }
}

function removeOldOnes(): void {
  for (const folder of globSync(`${prefix}*`)) {
    if (!isRunning(Number(folder.slice(prefix.length)))) rmSync(folder, { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
