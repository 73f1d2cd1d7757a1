import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type Inspector2Estate = Record<never, never>

export const inspector2Routes: readonly Route[] = []

export const inspector2 = answerJson({})
