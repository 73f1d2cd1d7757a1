import type { InStatement, ResultSet, Transaction } from '@libsql/client'
import { type SyncPage, syncVersion } from '../../shared/sync.ts'
import type { Database } from './database.ts'
import { summaryStatements, toSummary } from './summary.ts'
import { changedConnectors } from './sync-connectors.ts'

export type SyncQuery = {
  /** The `seq` of the page before; 0 at first. */
  readonly after: number
  /** The cache's; when it is not this database's, the feed starts again from 0. */
  readonly epoch?: string | undefined
  /** Rows on a page, about: a batch is never split. */
  readonly limit?: number | undefined
}

/** One page of the change feed. */
export const syncPage = async (db: Database, query: SyncQuery): Promise<SyncPage> =>
  JSON.parse(await syncPageText(db, query))

/** One page of the change feed as JSON text, put together in SQL: ready to be sent. */
export function syncPageText(db: Database, query: SyncQuery): Promise<string> {
  const page = (turns.get(db) ?? Promise.resolve()).then(() => readPage(db, query))
  turns.set(
    db,
    page.catch(() => undefined),
  )
  return page
}

/** One page at a time: each holds a connection for a transaction, and there are few. */
const turns = new WeakMap<Database, Promise<unknown>>()

async function readPage(db: Database, { after, epoch, limit = 5000 }: SyncQuery): Promise<string> {
  const transaction = await db.client.transaction('read')
  try {
    const head = await headOf(transaction)
    // A number from the future is of a database that was restored from a backup: its cache starts again, too.
    const from = (epoch === undefined || epoch === db.epoch) && after <= head ? after : 0
    const { to, rows } = await first<Cut>(transaction, { sql: cut, args: { from, head, limit } })
    const { more } = await first<{ more: 0 | 1 }>(transaction, { sql: isMore, args: { from: to } })
    return await page(db, transaction, { from, to: more ? to : head, more: more === 1, isEmpty: rows === 0 })
  } finally {
    transaction.close()
  }
}

/** The rows that a cache may hold, with their numbers; the first two have partial indexes. */
const cached = `
  SELECT seq FROM evaluations WHERE seq > :from AND opened = 1
  UNION ALL SELECT seq FROM resources WHERE seq > :from AND (failing > 0 OR unknown > 0)
  UNION ALL SELECT seq FROM tombstones WHERE seq > :from`

type Cut = { readonly to: number; readonly rows: number }

/** The last number of the page: of the whole batches that fit, or of the first one where none does. */
const cut = `
  WITH numbers AS (${cached} ORDER BY seq LIMIT :limit + 1)
  SELECT CASE
    WHEN count(*) <= :limit THEN :head
    WHEN min(seq) = max(seq) THEN max(seq)
    ELSE max(seq) - 1 END AS "to", count(*) AS rows
  FROM numbers`

/** Whether a cache would still hold something of what comes behind a number. */
const isMore = `SELECT EXISTS (${cached}) AS more`

const span = 'seq > :from AND seq <= :to'

/**
 * In the page's span; what turned to PASS is sent to those alone who may hold it as something else. What an exception holds
 * for is nothing to be shown on a page either, and is sent as if it had turned to PASS.
 */
const evaluations = `
  SELECT * FROM evaluations
  WHERE ${span} AND opened = 1 AND (outcome IN (1, 2) OR :from > 0)`

const evaluationRows = `
  SELECT json_group_array(json_array(cid, rid, iif(outcome = 3, 0, outcome), json(evidence), firstEvaluated, evaluated, lastReopened, lastFixed))
  AS text FROM (${evaluations})`

const resourceRows = `
  SELECT json_group_array(json_array(rid, id, type, name, cloud, account, region)) AS text FROM resources WHERE rid IN (
    SELECT rid FROM (${evaluations}) WHERE outcome IN (1, 2)
    UNION SELECT rid FROM resources WHERE ${span} AND (failing > 0 OR unknown > 0))`

/** Few rows: sent from `from` on without an upper end, so that a page never names a control that is still to come. */
const bodies = (table: string) =>
  `SELECT '[' || coalesce(group_concat(body), '') || ']' AS text FROM ${table} WHERE seq > :from`

const removed = (kind: string, key: string, end = 'AND seq <= :to') =>
  `SELECT json_group_array(${key}) AS text FROM tombstones WHERE seq > :from ${end} AND kind = '${kind}' AND :from > 0`

const pairKey = `json_array(substr(key, 1, instr(key, ':') - 1) + 0, substr(key, instr(key, ':') + 1) + 0)`

const texts = {
  controls: bodies('controls'),
  policies: bodies('policies'),
  resources: resourceRows,
  evaluations: evaluationRows,
} as const

const removals = {
  controls: removed('control', 'key + 0', ''),
  policies: removed('policy', 'key', ''),
  connectors: removed('connector', 'key', ''),
  resources: removed('resource', 'key + 0'),
  evaluations: removed('evaluation', pairKey),
} as const

type Span = { readonly from: number; readonly to: number; readonly more: boolean; readonly isEmpty: boolean }

async function page(db: Database, transaction: Transaction, { from, to, more, isEmpty }: Span): Promise<string> {
  const object = async (statements: Readonly<Record<string, string>>) => {
    const entries = Object.entries(statements).map(async ([name, sql]) => {
      const { text } = await first<{ text: string }>(transaction, { sql, args: bind(sql, { from, to }) })
      return `${JSON.stringify(name)}:${text}`
    })
    return (await Promise.all(entries)).join(',')
  }
  const head = { version: syncVersion, epoch: db.epoch, seq: to, more }
  const summary = more ? '' : await changedSummary(transaction, isEmpty ? from : 0)
  return `${JSON.stringify(head).slice(0, -1)},${await object(texts)},"connectors":${JSON.stringify(
    await changedConnectors(transaction, from),
  )},"removed":{${await object(removals)}}${summary}}`
}

/**
 * The summary, where a counter changed after `from`. A page with rows may be the last of several, and the change may
 * have been before it: such a page always has one.
 */
async function changedSummary(transaction: Transaction, from: number): Promise<string> {
  const { counted } = await first<{ counted: number }>(
    transaction,
    `SELECT value + 0 AS counted FROM meta WHERE key = 'counted'`,
  )
  if (counted <= from && from > 0) return ''
  const answers: ResultSet[] = await transaction.batch([...summaryStatements])
  return `,"summary":${JSON.stringify(toSummary(answers))}`
}

const headOf = async (transaction: Transaction) =>
  (await first<{ head: number }>(transaction, `SELECT value + 0 AS head FROM meta WHERE key = 'seq'`)).head

const first = async <Row>(transaction: Transaction, statement: InStatement) =>
  (await transaction.execute(statement)).rows[0] as unknown as Row

/** Only the arguments that the statement names: others are refused. */
const bind = (sql: string, args: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(args).filter(([name]) => sql.includes(`:${name}`)))
