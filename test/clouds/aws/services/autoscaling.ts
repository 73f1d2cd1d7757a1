import { answerQuery } from '../query.ts'

/** What an account holds of it. */
export type AutoScalingEstate = Record<never, never>

export const autoscaling = answerQuery({})
