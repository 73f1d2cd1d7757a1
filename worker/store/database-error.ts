import { LibsqlError } from '@libsql/client'

/** The database cannot be used; the message is one sentence or two for the operator and says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

/** @see https://www.sqlite.org/rescode.html */
const sentences: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'is not a Plumbline database, or is damaged. Restore it from a backup, or move it away to start anew.',
  SQLITE_CORRUPT: 'is damaged. Restore it from a backup, or move it away to start anew.',
  SQLITE_FULL: 'cannot grow: the disk is full. Free some space and start again.',
  SQLITE_IOERR: 'cannot be read or written: the disk failed or is full. Check the disk and its free space.',
  SQLITE_READONLY: 'is read-only. Give the user that runs Plumbline the right to write the file and its folder.',
  SQLITE_PERM: 'may not be opened. Give the user that runs Plumbline the right to write the file and its folder.',
  SQLITE_CANTOPEN: 'cannot be opened. Check that its folder exists and may be written by the user that runs Plumbline.',
  SQLITE_BUSY: 'is locked by another program. Stop the other Plumbline, or give this one another database.',
  URL_SCHEME: 'has an address of a kind that is not supported. Use file:, libsql:, http: or https:.',
  SQLITE_AUTH: 'refused the token. Check the authToken of the database address.',
}

/** The same error as a sentence where its code is known; others are returned as they are. */
export function databaseError(error: unknown, where: string): unknown {
  if (error instanceof DatabaseError) return error
  const sentence = codesOf(error).flatMap((code) => sentences[code] ?? [])[0] ?? remoteSentence(error)
  return sentence ? new DatabaseError(`The database ${where} ${sentence}`, { cause: error }) : error
}

/** The native client names only the number when it cannot open a file. */
const numbers: Readonly<Record<string, string>> = {
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
}

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return []
  const number = /^ConnectionFailed\(.*: (\d+)"\)/.exec(error.message)?.[1]
  const codes = [error instanceof LibsqlError && error.code, 'code' in error && error.code]
  const own = codes.filter((code) => typeof code === 'string')
  const names = own.map((code) => code.split('_').slice(0, 2).join('_'))
  return [...names, ...(number ? [numbers[number] ?? 'SQLITE_CANTOPEN'] : []), ...codesOf(error.cause)]
}

function remoteSentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (/\b40[13]\b/.test(error.message)) return sentences.SQLITE_AUTH
  if (/fetch failed|ECONN|ENOTFOUND|EAI_AGAIN/.test(`${error.message} ${error.cause}`))
    return 'does not answer. Check its address, and that the server runs.'
  return error.cause ? remoteSentence(error.cause) : undefined
}
