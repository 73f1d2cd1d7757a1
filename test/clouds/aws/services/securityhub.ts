import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type SecurityHubEstate = Record<never, never>

export const securityhubRoutes: readonly Route[] = []

export const securityhub = answerJson({})
