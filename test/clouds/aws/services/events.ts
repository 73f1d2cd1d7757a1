import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type EventsEstate = Record<never, never>

export const events = answerJson({})
