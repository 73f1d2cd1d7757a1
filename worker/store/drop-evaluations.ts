import type { Database } from './database.ts'
import { takeSeq } from './seq.ts'

/** Evaluations that a single batch takes away. */
const batch = 2000

/** Removes what was answered about a connector's resources, which stay; triggers leave the tombstones. */
export async function dropEvaluations(db: Database, connector: number): Promise<void> {
  const some = `SELECT evaluations.rowid FROM resources JOIN evaluations USING (rid) WHERE connector = ? LIMIT ${batch}`
  const { rows } = await db.client.execute({ sql: some.replace(/LIMIT \d+/, 'LIMIT 1'), args: [connector] })
  for (let left = rows.length; left > 0; ) {
    const [, result] = await db.write([
      takeSeq,
      { sql: `DELETE FROM evaluations WHERE rowid IN (${some})`, args: [connector] },
    ])
    left = result?.rowsAffected ?? 0
  }
}
