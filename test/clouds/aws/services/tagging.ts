import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type TaggingEstate = Record<never, never>

export const tagging = answerJson({})
