import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type SfnEstate = Record<never, never>

export const sfn = answerJson({})
