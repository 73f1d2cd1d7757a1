import { accessSync, constants, mkdirSync } from 'node:fs'

/** The data folder cannot be used; the message is one line that says what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError'
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EROFS: 'lies on a read-only disk',
  ENOSPC: 'cannot be made, the disk is full',
  EEXIST: 'is a file',
  ENOTDIR: 'lies below something that is a file',
}

/** Makes the folder of the database and the key file, for its owner alone. Throws `DataFolderError`. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    const reason = reasons[code] ?? `cannot be used (${code})`
    const advice = 'Choose another one, such as PLUMBLINE_DATA=/var/lib/plumbline, or change its rights.'
    throw new DataFolderError(`The data folder ${folder} ${reason}. ${advice}`, { cause })
  }
}
