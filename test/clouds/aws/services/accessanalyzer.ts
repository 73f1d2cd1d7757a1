import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type AccessAnalyzerEstate = Record<never, never>

export const accessanalyzerRoutes: readonly Route[] = []

export const accessanalyzer = answerJson({})
