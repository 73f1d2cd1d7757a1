import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type KafkaEstate = Record<never, never>

export const kafkaRoutes: readonly Route[] = []

export const kafka = answerJson({})
