import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type LambdaEstate = Record<never, never>

export const lambdaRoutes: readonly Route[] = []

export const lambda = answerJson({})
