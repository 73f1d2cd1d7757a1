import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type GlacierEstate = Record<never, never>

export const glacierRoutes: readonly Route[] = []

export const glacier = answerJson({})
