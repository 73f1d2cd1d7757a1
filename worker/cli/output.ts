import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { cleanLines } from './clean.ts'
import { CliError } from './exits.ts'
import type { Terminal } from './terminal.ts'

/** Where a command's result goes. */
export type Output = {
  /** Answers whether anybody still takes it. */
  readonly write: (chunk: string | Uint8Array) => Promise<boolean>
  /** The result is whole. */
  readonly done: () => Promise<void>
  /** It is not: a file that was there before stays as it was. */
  readonly abandon: () => Promise<void>
}

/**
 * Opens a file, or standard output where none is given. A file appears under its name when it is whole; on a terminal, texts
 * are cleaned of what could steer it.
 */
export const openOutput = (file: string | undefined, terminal: Terminal): Promise<Output> | Output =>
  file === undefined ? toTerminal(terminal) : toFile(file)

function toTerminal({ isTerminal, write }: Terminal): Output {
  const decoder = new TextDecoder()
  const text = (chunk: string | Uint8Array) =>
    typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  return {
    // Colours are our own, and come as strings.
    write: (chunk) => write(isTerminal && typeof chunk !== 'string' ? cleanLines(text(chunk)) : chunk),
    done: async () => {},
    abandon: async () => {},
  }
}

async function toFile(given: string): Promise<Output> {
  const file = await realpath(given).catch(() => given)
  const found = await stat(file).catch(() => undefined)
  if (found?.isDirectory()) throw new CliError(`${given} is a folder. Name a file in it.`, 2)
  // A device or a pipe cannot be put in place of by another file.
  const path = found && !found.isFile() ? file : `${file}.part`
  const stream = createWriteStream(path)
  const refused = (error: NodeJS.ErrnoException) => new CliError(`${given} cannot be written (${error.code}).`)
  await once(stream, 'open').catch((error) => Promise.reject(refused(error)))
  let failure: Error | undefined
  stream.on('error', (error) => {
    failure = refused(error)
  })
  const end = () => new Promise<void>((resolve) => void stream.end(() => resolve()))
  return {
    async write(chunk) {
      await new Promise<void>((resolve) => void stream.write(chunk, () => resolve()))
      if (failure) throw failure
      return true
    },
    async done() {
      await end()
      if (failure) throw failure
      if (path !== file) await rename(path, file)
    },
    async abandon() {
      stream.destroy()
      if (path !== file) await rm(path, { force: true })
    },
  }
}
