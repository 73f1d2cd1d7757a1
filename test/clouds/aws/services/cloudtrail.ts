import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type CloudTrailEstate = Record<never, never>

export const cloudtrail = answerJson({})
