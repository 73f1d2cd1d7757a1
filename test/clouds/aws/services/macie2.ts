import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type Macie2Estate = Record<never, never>

export const macie2Routes: readonly Route[] = []

export const macie2 = answerJson({})
