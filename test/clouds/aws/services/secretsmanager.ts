import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type SecretsManagerEstate = Record<never, never>

export const secretsmanager = answerJson({})
