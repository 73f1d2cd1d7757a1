import { answerQuery } from '../query.ts'

/** What an account holds of it. */
export type ElbV2Estate = Record<never, never>

export const elbv2 = answerQuery({})
