import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type BackupEstate = Record<never, never>

export const backupRoutes: readonly Route[] = []

export const backup = answerJson({})
