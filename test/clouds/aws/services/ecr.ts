import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type EcrEstate = Record<never, never>

export const ecr = answerJson({})
