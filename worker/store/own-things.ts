import type { InValue } from '@libsql/client'
import type { Statement } from './database.ts'

/**
 * Deletes what some owners kept for themselves: nobody could see it any more but those who administer. Dashboards and
 * searches that they shared stay for the others. `owners` is a query of one column (see schema/dashboards.ts).
 */
export const dropOwnThings = (owners: string, args: InValue[]): readonly Statement[] =>
  [
    `DELETE FROM saved_searches WHERE NOT shared AND owner IN (${owners})`,
    `DELETE FROM dashboards WHERE NOT shared AND owner IN (${owners})`,
    `DELETE FROM default_dashboards WHERE owner IN (${owners})`,
    `DELETE FROM widget_templates WHERE owner IN (${owners})`,
  ].map((sql) => ({ sql, args }))
