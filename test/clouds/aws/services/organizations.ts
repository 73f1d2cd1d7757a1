import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type OrganizationsEstate = Record<never, never>

export const organizations = answerJson({})
