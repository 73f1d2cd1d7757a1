import { answerJson } from '../json.ts'

/** What an account holds of it. */
export type WafV2Estate = Record<never, never>

export const wafv2 = answerJson({})
