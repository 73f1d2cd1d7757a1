import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type ContactsEstate = Record<never, never>

export const accountRoutes: readonly Route[] = []

export const account = answerJson({})
