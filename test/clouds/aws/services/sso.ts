import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type SsoEstate = Record<never, never>

export const sso = answerJson({})
