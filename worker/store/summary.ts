import type { Summary } from '../../shared/summary.ts'
import type { Database } from './database.ts'

/** The figures that popup and dashboard show first, read from the counters. */
export async function readSummary(db: Database): Promise<Summary> {
  throw new Error(`not built yet ${db.epoch}`)
}
