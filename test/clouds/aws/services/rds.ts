import { answerQuery } from '../query.ts'

/** What an account holds of it. */
export type RdsEstate = Record<never, never>

export const rds = answerQuery({})
