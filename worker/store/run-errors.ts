import type { RunError } from '../../shared/run.ts'
import type { Statement } from './database.ts'

/** Stores the errors of a run with their counts so far. */
export const saveRunErrors = (runId: string, errors: readonly RunError[]): Statement => ({
  sql: `INSERT INTO run_errors (run, type, region, operation, permission, reason, count)
        SELECT :run, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(:rows)
        WHERE EXISTS (SELECT 1 FROM runs WHERE id = :run)
        ON CONFLICT (run, type, region, operation) DO UPDATE SET
          permission = excluded.permission, reason = excluded.reason, count = excluded.count`,
  args: {
    run: runId,
    rows: JSON.stringify(
      errors.map(({ type, region, operation, permission, reason, count }) => [
        type,
        region,
        operation,
        permission ?? null,
        reason,
        count,
      ]),
    ),
  },
})
