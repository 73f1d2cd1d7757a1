import type { Unread } from '../../shared/resource.ts'
import { OperationError } from '../operation-error.ts'
import { UnintelligibleError } from './normalise.ts'

/** Why something could not be read: the operation, the permission that it lacks, and one sentence. */
export type Failure = { readonly operation: string; readonly permission?: string; readonly reason: string }

const reasonLimit = 500

/** Any error as a failure of the operation that it names, or else of `operation`. */
export function failureOf(error: unknown, operation: string): Failure {
  if (error instanceof OperationError) {
    const { failure, permission, message } = error
    return {
      operation: error.operation,
      ...(failure === 'denied' && permission ? { permission } : {}),
      reason: message.slice(0, reasonLimit),
    }
  }
  if (error instanceof UnintelligibleError) return { operation, reason: error.message }
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return { operation, reason: `This is an error in Plumbline itself: ${name}: ${message}`.slice(0, reasonLimit) }
}

/** What left fields of one resource unread: each failed operation once, however many fields it would have filled. */
export const failuresOf = (unread: readonly Unread[]): readonly Failure[] =>
  [...Map.groupBy(unread, ({ operation }) => operation)].flatMap(([operation, [first]]) =>
    operation && first ? [{ ...withoutField(first), operation }] : [],
  )

const withoutField = ({ field: _, ...failure }: Unread): Omit<Unread, 'field'> => failure
