import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type EksEstate = Record<never, never>

export const eksRoutes: readonly Route[] = []

export const eks = answerJson({})
