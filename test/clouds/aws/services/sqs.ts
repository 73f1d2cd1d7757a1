import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type SqsEstate = Record<never, never>

export const sqs = answerJson({})
