/** A request that works: its parameters by name, in whatever place they are sent, and its body. */
export type Known = {
  readonly parameters?: Readonly<Record<string, string | number>>
  readonly body?: unknown
}

/** Operation, such as `POST /api/reports` → requests to it that work, and that the fuzzer makes its own from. */
export type KnownRequests = Readonly<Record<string, readonly Known[]>>

export const withParameters = (parameters: Known['parameters'] = {}): readonly Known[] => [{ parameters }]

export const withBody = (...bodies: readonly unknown[]): readonly Known[] => bodies.map((body) => ({ body }))

/** An end that exceptions and tokens may have: in 30 days. */
export const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString()
