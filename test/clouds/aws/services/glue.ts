import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type GlueEstate = Record<never, never>

export const glue = answerJson({})
