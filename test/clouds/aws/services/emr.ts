import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type EmrEstate = Record<never, never>

export const emr = answerJson({})
