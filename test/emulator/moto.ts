import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, waitFor } from '../world.ts'
import type { Python } from './python.ts'

export type Moto = {
  readonly url: string
  /** Sets the clock of what is created from now on so many days back. */
  readonly setDaysAgo: (days: number) => void
  readonly stop: () => Promise<void>
}

/** Starts moto's server on a free port of the loopback interface, empty, and waits until it answers. */
export async function startMoto({ program }: Python): Promise<Moto> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-moto-'))
  const clock = join(folder, 'days-ago')
  const setDaysAgo = (days: number) => writeFileSync(clock, String(days))
  setDaysAgo(0)
  const server = spawn(program, [join(import.meta.dirname, 'moto-server.py'), String(port), clock], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true', MOTO_EC2_LOAD_DEFAULT_AMIS: 'false' },
  })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2_000)
  })
  const kill = () => server.kill()
  process.once('exit', kill)
  const url = `http://127.0.0.1:${port}`
  await waitFor(async () => {
    if (server.exitCode !== null) throw new Error(`moto's server ended: ${said}`)
    return (await fetch(`${url}/moto-api/`).catch(() => undefined))?.ok
  }, 60)
  return {
    url,
    setDaysAgo,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      if (server.exitCode === null) {
        server.kill()
        await ended
      }
      process.off('exit', kill)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
