import type { Database } from '../database.ts'
import { areNear, type Marks, readMarks } from '../marks.ts'

/** Evaluations of a control in a region of a connector that ended alike; `outcome` is the index in `outcomes`. */
export type EvaluationCell = readonly [cid: number, connector: number, region: string, outcome: number, count: number]

/** Resources of a type in a region of a connector: all, those that fail a control, those with an evaluation. */
export type ResourceCell = readonly [
  type: string,
  connector: number,
  region: string,
  count: number,
  failing: number,
  evaluated: number,
]

/**
 * The counters of evaluations, by control. Where there are very many, those of up to half a second ago will do while
 * nothing but a run under way writes.
 */
export const evaluationCells = remember<EvaluationCell>(
  `SELECT json_group_array(json_array(cid, connector, region, result, count)) AS text
   FROM (SELECT * FROM counters WHERE count > 0 ORDER BY cid)`,
)

/** The counters of resources. */
export const resourceCells = remember<ResourceCell>(
  `SELECT json_group_array(json_array(type, connector, region, count, failing, evaluated)) AS text
   FROM resource_counters WHERE count > 0`,
)

/** Reading so many takes a millisecond or two. */
const few = 5000
const freshness = 500

type Remembered<Cell> = { readonly at: number; readonly marks: Marks; readonly cells: readonly Cell[] }

function remember<Cell>(sql: string): (db: Database) => Promise<readonly Cell[]> {
  const known = new WeakMap<Database, Remembered<Cell>>()
  return async (db) => {
    const marks = await readMarks(db)
    const last = known.get(db)
    if (last && (last.marks.seq === marks.seq || isFresh(last, marks))) return last.cells
    const { rows } = await db.client.execute(sql)
    const cells = JSON.parse(String(rows[0]?.text)) as readonly Cell[]
    if (cells.length > few) known.set(db, { at: performance.now(), marks, cells })
    return cells
  }
}

const isFresh = ({ at, marks }: Remembered<unknown>, now: Marks) =>
  areNear(marks, now) && performance.now() - at < freshness
