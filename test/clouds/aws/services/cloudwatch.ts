import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type CloudWatchEstate = Record<never, never>

export const cloudwatch = answerJson({})
