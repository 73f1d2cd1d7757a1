import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type DsEstate = Record<never, never>

export const ds = answerJson({})
