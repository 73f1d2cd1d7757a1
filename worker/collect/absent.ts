import { OperationError } from '../operation-error.ts'

/**
 * The answer of a call, or `undefined` where what it asks for is not there: where it fails with one of these codes of
 * the provider's, such as `NoSuchEntity`, or in one of these ways, such as `absent` or `disabled`.
 */
export async function unlessAbsent<Answer>(
  absent: readonly string[],
  call: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof OperationError && [error.code, error.failure].some((word) => absent.includes(word)))
      return undefined
    throw error
  }
}
