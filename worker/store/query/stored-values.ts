import type { InValue } from '@libsql/client'
import type { Database } from '../database.ts'

/** A value that is stored, with the number of resources that have it where that is known. */
export type StoredValue = { readonly value: string; readonly count?: number; readonly description?: string }

/** Newest resources whose tags are looked at: all of them would take too long for every letter typed. */
const sample = 5000

const counted = (column: string, from: string) =>
  `SELECT ${column} AS value, sum(c.count) AS count FROM resource_counters c ${from}
   WHERE instr(lower(${column}), lower(?)) > 0 GROUP BY 1 HAVING sum(c.count) > 0 ORDER BY 2 DESC, 1 LIMIT ?`
const ofConnector = 'JOIN connectors k ON k.no = c.connector'
const listed = (column: string, table: string, description = 'NULL') =>
  `SELECT ${column} AS value, ${description} AS description FROM ${table} WHERE instr(lower(${column}), lower(?)) > 0 ORDER BY 1 LIMIT ?`
const tagged = (column: string, where = 'true') =>
  `SELECT ${column} AS value FROM (SELECT tags FROM resources WHERE gone IS NULL ORDER BY rid DESC LIMIT ${sample}) r
   JOIN json_each(r.tags) t WHERE ${where} AND instr(lower(${column}), lower(?)) > 0 GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?`

/** Reads that answer the values of a token: some text that they hold, and how many at most, are bound last. */
const reads: Readonly<Record<string, string>> = {
  region: counted('c.region', ''),
  'resource.type': counted('c.type', ''),
  'account.id': counted('k.account', ofConnector),
  'connector.name': counted('k.name', ofConnector),
  'connector.uuid': listed('id', 'connectors', 'name'),
  'policy.name': listed('title', 'policies'),
  'policy.id': listed('slug', 'policies', 'title'),
  'control.name': listed('title', 'controls', `'Control ' || cid`),
  'control.id': listed(`cid || ''`, 'controls', 'title'),
  'control.path': listed('slug', 'controls', 'title'),
  'tag.key': tagged('t.key'),
  'tag.value': tagged('t.value'),
  'connector.description': listed('description', 'connectors'),
}

/** Services are those of controls in a list of controls or evaluations. */
const services = `SELECT service AS value, count(*) || ' controls' AS description FROM controls
  WHERE instr(lower(service), lower(?)) > 0 GROUP BY 1 ORDER BY 1 LIMIT ?`

type Asked = { readonly token: string; readonly part: string; readonly limit: number }

/** Values of a token that hold a text, most frequent first where that is known; `tag.<key>` has those of that tag. */
export async function storedValues(db: Database, { token, part, limit }: Asked): Promise<readonly StoredValue[]> {
  const read = Object.hasOwn(reads, token) ? reads[token] : undefined
  if (read) return run(db, read, [part, limit])
  if (token === 'service.type') return run(db, services, [part, limit])
  if (!token.startsWith('tag.')) return []
  return run(db, tagged('t.value', 'lower(t.key) = lower(?)'), [token.slice('tag.'.length), part, limit])
}

async function run(db: Database, sql: string, args: InValue[]): Promise<readonly StoredValue[]> {
  const { rows } = await db.client.execute({ sql, args })
  return rows.map(({ value, count, description }) => ({
    value: String(value),
    ...(count === undefined || count === null ? {} : { count: Number(count) }),
    ...(description ? { description: String(description) } : {}),
  }))
}
