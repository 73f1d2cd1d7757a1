import type { Access } from './access.ts'
import type { Terminal } from './terminal.ts'

/** The API that a command uses: that of a worker that is running, or that of the data folder in this process. */
export async function openAccess(
  part: 'tokens' | 'lists' | 'runs',
  worker: string | undefined,
  terminal: Terminal,
): Promise<Access> {
  if (worker === undefined) return (await import('./local.ts')).openLocal(part, terminal)
  return (await import('./remote.ts')).openRemote(worker, terminal)
}

/** The same for as long as some work takes. */
export async function withAccess<Result>(access: Access, work: (access: Access) => Promise<Result>): Promise<Result> {
  try {
    return await work(access)
  } finally {
    await access.close()
  }
}
