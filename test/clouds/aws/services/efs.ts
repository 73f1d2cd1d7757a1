import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type EfsEstate = Record<never, never>

export const efsRoutes: readonly Route[] = []

export const efs = answerJson({})
