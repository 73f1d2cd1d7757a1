import { answerQuery } from '../query.ts'

/** What an account holds of it. */
export type ElbEstate = Record<never, never>

export const elb = answerQuery({})
