import type { Loss } from './denials.ts'

/** What a run lacks when an operation of this area is refused. */
export const identityLosses: Readonly<Record<string, Loss>> = {}
