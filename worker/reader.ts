import type { Unread } from '../shared/resource.ts'
import { OperationError } from './operation-error.ts'

/**
 * Makes the calls that fill single fields of one resource. A failed call leaves its fields unread instead of ending the
 * list; an error whose code is in `absent` means that the thing is not there, and is no failure.
 */
export type Reader = {
  <Answer>(
    fields: readonly string[],
    call: () => Promise<Answer>,
    options?: { readonly absent?: readonly string[] },
  ): Promise<Answer | undefined>
  /** What this reader's calls could not answer. */
  readonly unread: readonly Unread[]
}

export function createReader(): Reader {
  const unread: Unread[] = []

  async function read<Answer>(
    fields: readonly string[],
    call: () => Promise<Answer>,
    { absent = [] }: { readonly absent?: readonly string[] } = {},
  ): Promise<Answer | undefined> {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      if (absent.includes(error.code)) return undefined
      unread.push(...fields.map((field) => unreadBecause(field, error)))
      return undefined
    }
  }
  return Object.assign(read, { unread })
}

function unreadBecause(field: string, { operation, permission, failure, code, message }: OperationError): Unread {
  return {
    field,
    // What the cloud does not offer there did not fail, and cannot be told.
    ...(code !== 'NotOffered' && { operation }),
    ...(failure === 'denied' && permission ? { permission } : {}),
    reason: message,
  }
}
