import { answerJson } from '../json.ts'
import { logDeliveries } from './log-deliveries.ts'

/** What an account holds of it. */
export type LogsEstate = Record<never, never>

export const logs = answerJson({ ...logDeliveries })
