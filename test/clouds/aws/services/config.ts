import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type ConfigEstate = Record<never, never>

export const config = answerJson({})
