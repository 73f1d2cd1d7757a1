import { answerQuery } from '../query.ts'

/** What an account holds of it. */
export type SnsEstate = Record<never, never>

export const sns = answerQuery({})
