import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** Google's own Chrome is left out: it refuses to load an unpacked extension from the command line. */
const names = ['chromium', 'chromium-browser']

/**
 * Path of a Chromium that can load the extension; one is installed where there is none, by Playwright's own download or
 * the distribution's package. Throws one sentence that says how to get it.
 */
export function findChromium(): string {
  const found = present()
  if (found) return found
  for (const [command = '', ...args] of installers()) {
    console.log(`No Chromium found: ${[command, ...args].join(' ')}`)
    spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 })
    const installed = present()
    if (installed) return installed
  }
  throw new Error(
    'The browser tests need Chromium: install it with "npx playwright-core install --with-deps chromium" or "apt-get install chromium", or name one in CHROMIUM.',
  )
}

function present(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, chromium.executablePath()].find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installers(): string[][] {
  const isRoot = process.getuid?.() === 0
  const playwright = ['npx', 'playwright-core', 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium']
  if (!existsSync('/usr/bin/apt-get')) return [playwright]
  const asRoot = isRoot ? [] : ['sudo', '-n']
  return [
    playwright,
    [...asRoot, 'apt-get', 'update', '-qq'],
    [...asRoot, 'apt-get', 'install', '-y', '-qq', 'chromium'],
  ]
}
