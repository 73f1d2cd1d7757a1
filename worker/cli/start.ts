import { spawnSync } from 'node:child_process'
import { globSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

/*
 * `npm run plumbline`: bundles the command line where something that goes into it is younger than the bundle, and starts
 * it. Bundling takes longer than most commands.
 */

const root = join(import.meta.dirname, '../..')
const bundle = join(root, '.output/cli/cli.js')

/** A folder is as young as the last file that came or went. */
const timeOf = (path: string) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0

function isBuilt(): boolean {
  const built = statSync(bundle, { throwIfNoEntry: false })?.mtimeMs
  if (built === undefined) return false
  const sources = [
    'package-lock.json',
    'node_modules/.package-lock.json',
    ...globSync('{worker,shared}/**', { cwd: root }),
  ]
  return sources.every((path) => timeOf(path) < built)
}

if (!isBuilt()) {
  const begun = new Date()
  const options = [
    '-c',
    'worker/vite.config.ts',
    '--logLevel',
    'warn',
    '--outDir',
    '.output/cli',
    '--emptyOutDir',
    'false',
  ]
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', ...options], {
    cwd: root,
    // What a command writes to standard output may be a file in the making.
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) process.exit(status ?? 1)
  // Whatever was written meanwhile is younger.
  utimesSync(bundle, begun, begun)
}
await import(bundle)
