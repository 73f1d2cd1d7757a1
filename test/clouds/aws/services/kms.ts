import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type KmsEstate = Record<never, never>

export const kms = answerJson({})
