import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type GuardDutyEstate = Record<never, never>

export const guarddutyRoutes: readonly Route[] = []

export const guardduty = answerJson({})
