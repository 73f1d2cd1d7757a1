import { OperationError } from '../../operation-error.ts'

/** The answer of a call, or `undefined` where one of the codes says that what it asks for is not there. */
export async function unlessAbsent<Answer>(
  codes: readonly string[],
  call: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof OperationError && codes.includes(error.code)) return undefined
    throw error
  }
}
