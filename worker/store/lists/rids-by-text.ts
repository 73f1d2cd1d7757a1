import type { Database } from '../database.ts'
import { type Budget, createPace } from './budget.ts'
import { resourceCells } from './cells.ts'
import { inScope, type ResolvedScope } from './scope.ts'
import { all, any, contains, oneOf } from './where.ts'

type Asked = ResolvedScope & {
  readonly text: string
  /** Whether the type is searched, too, besides name and id. */
  readonly ofType: boolean
  /** Types whose label holds the text. */
  readonly labelled?: readonly string[]
  /** With more than so many it is given up: then every part of the list holds some. */
  readonly most: number
}

/**
 * Numbers of the resources that a text finds by name, id or type, read from the index alone. `undefined` where there are
 * too many, or no time is left.
 */
export async function ridsByText(db: Database, asked: Asked, budget: Budget): Promise<readonly number[] | undefined> {
  const { text, ofType, labelled = [], most, ...scope } = asked
  // Types are few: which of them hold the text is found out once, not row by row.
  const slugs = ofType ? (await resourceCells(db)).map(([type]) => type).filter((type) => holds(type, text)) : []
  const types = [...new Set([...slugs, ...labelled])]
  const found = any(contains(['r.name', 'r.id'], text), types.length > 0 ? oneOf('r.type', types) : undefined)
  const { sql, args } = all(inScope(scope, 'r'), found, { sql: 'r.gone IS NULL', args: [] })
  const pace = createPace(5000)
  const rids: number[] = []
  for (let [from, hasMore] = ['', true]; hasMore; ) {
    const end = await endOfNames(db, from, pace.size())
    const { rows } = await budget.step(() =>
      pace.time(() =>
        db.client.execute({
          sql: `SELECT json_group_array(r.rid) AS rids FROM resources r INDEXED BY resources_by_name
                WHERE r.name >= ? ${end === undefined ? '' : 'AND r.name < ?'} AND ${sql}`,
          args: [from, ...(end === undefined ? [] : [end]), ...args],
        }),
      ),
    )
    rids.push(...(JSON.parse(String(rows[0]?.rids)) as number[]))
    if (rids.length > most) return undefined
    hasMore = end !== undefined
    if (hasMore && budget.isSpent()) return undefined
    from = end ?? ''
  }
  return rids.sort((a, b) => a - b)
}

const holds = (value: string, text: string) => value.toLowerCase().includes(text.toLowerCase())

/** The name up to which about so many resources stand from a name on; nothing where that is the last of them. */
async function endOfNames(db: Database, from: string, size: number): Promise<string | undefined> {
  const { rows } = await db.client.execute({
    sql: `SELECT name FROM resources INDEXED BY resources_by_name WHERE name >= ? ORDER BY name LIMIT 1 OFFSET ?`,
    args: [from, size],
  })
  const name = rows[0] && String(rows[0].name)
  if (name === undefined || name !== from) return name
  // More resources than the window holds are called so: up to the next name, then.
  const next = await db.client.execute({
    sql: 'SELECT min(name) AS name FROM resources INDEXED BY resources_by_name WHERE name > ?',
    args: [from],
  })
  return next.rows[0]?.name === null || !next.rows[0] ? undefined : String(next.rows[0].name)
}
