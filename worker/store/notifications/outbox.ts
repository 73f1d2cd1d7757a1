import { randomUUID } from 'node:crypto'
import type { Row } from '@libsql/client'
import type {
  ChannelKind,
  Delivery,
  DeliveryState,
  NotificationMessage,
  Section,
} from '../../../shared/notification.ts'
import type { Database, Statement } from '../database.ts'
import { all, equal } from '../lists/where.ts'

/** Days that deliveries are kept after they were made. */
const keptDays = 30

export const addItem = (rule: string, due: Date, section: Section): Statement => ({
  sql: 'INSERT INTO notification_items (rule, due, section) SELECT id, ?, ? FROM notification_rules WHERE id = ?',
  args: [due.toISOString(), JSON.stringify(section), rule],
})

/** What is due, by rule: the sections, and the number up to which they go. */
export async function readDue(
  db: Database,
  now: Date,
): Promise<ReadonlyMap<string, { readonly sections: readonly Section[]; readonly nos: readonly number[] }>> {
  const { rows } = await db.client.execute({
    sql: 'SELECT no, rule, section FROM notification_items WHERE due <= ? ORDER BY no LIMIT 2000',
    args: [now.toISOString()],
  })
  return new Map(
    [...Map.groupBy(rows, ({ rule }) => String(rule))].map(([rule, own]) => [
      rule,
      {
        sections: own.map(({ section }) => JSON.parse(String(section)) as Section),
        nos: own.map(({ no }) => Number(no)),
      },
    ]),
  )
}

type Post = { readonly message: NotificationMessage; readonly subject: string; readonly channels: readonly string[] }

/** Turns items into deliveries of one message, one for each channel that is there, as one step. */
export async function post(db: Database, nos: readonly number[], { message, subject, channels }: Post): Promise<void> {
  await db.write([
    {
      sql: `INSERT INTO notification_deliveries (id, rule, channel, message, subject, state, created, next)
            SELECT wanted.value->>0, :rule, c.id, :message, :subject, 'queued', :at, :at
            FROM json_each(:channels) AS wanted JOIN notification_channels c ON c.id = wanted.value->>1`,
      args: {
        ...{ rule: message.rule?.id ?? null, message: JSON.stringify(message), subject, at: message.at },
        channels: JSON.stringify(channels.map((channel) => [randomUUID(), channel])),
      },
    },
    { sql: 'DELETE FROM notification_items WHERE no IN (SELECT value FROM json_each(?))', args: [JSON.stringify(nos)] },
  ])
}

export type Queued = {
  readonly id: string
  readonly channel: string
  readonly tries: number
  readonly message: NotificationMessage
  /** The receivers of an e-mail that are still without it; all of them where absent. */
  readonly only?: readonly string[]
  readonly subject: string
}

/** Deliveries whose time has come, the longest waiting first. */
export async function readQueued(db: Database, now: Date, limit: number): Promise<readonly Queued[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT id, channel, tries, message, subject FROM notification_deliveries
          WHERE state = 'queued' AND next <= ? ORDER BY next LIMIT ?`,
    args: [now.toISOString(), limit],
  })
  return rows.map((row) => ({
    id: String(row.id),
    channel: String(row.channel),
    tries: Number(row.tries),
    subject: String(row.subject),
    ...toMessage(String(row.message)),
  }))
}

function toMessage(text: string): Pick<Queued, 'message' | 'only'> {
  const { only, ...message } = JSON.parse(text) as NotificationMessage & Pick<Queued, 'only'>
  return { message, ...(only && { only }) }
}

export type Tried = Pick<Queued, 'only'> & {
  readonly state: DeliveryState
  readonly error?: string
  readonly next?: Date
}

/** Notes how a try ended. Who is still without an e-mail is kept beside its message. */
export async function noteTry(db: Database, id: string, { state, error, next, only }: Tried, now: Date): Promise<void> {
  await db.write([
    {
      sql: `UPDATE notification_deliveries SET state = :state, tries = tries + 1, next = :next, error = :error, sent = :sent,
              message = iif(:only IS NULL, message, json_set(message, '$.only', json(:only)))
            WHERE id = :id`,
      args: {
        only: only ? JSON.stringify(only) : null,
        ...{ id, state, error: error ?? null, next: next?.toISOString() ?? null },
        sent: state === 'sent' ? now.toISOString() : null,
      },
    },
  ])
}

/** Forgets what was sent or given up long ago. */
export async function forgetOld(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000).toISOString()
  const some = `created < ? AND state <> 'queued'`
  const args = [before]
  const { rows } = await db.client.execute({ sql: `SELECT 1 FROM notification_deliveries WHERE ${some} LIMIT 1`, args })
  if (rows.length === 0) return
  const batch = `SELECT no FROM notification_deliveries WHERE ${some} ORDER BY created LIMIT 500`
  await db.write([{ sql: `DELETE FROM notification_deliveries WHERE no IN (${batch})`, args }])
}

type Filter = {
  readonly state?: DeliveryState | undefined
  readonly channel?: string | undefined
  readonly rule?: string | undefined
}

/** Deliveries, newest first. */
export async function listDeliveries(
  db: Database,
  { state, channel, rule }: Filter,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<{ readonly items: readonly Delivery[]; readonly total: number }> {
  const { sql, args } = all(equal('d.state', state), equal('d.channel', channel), equal('d.rule', rule))
  const [found, counted] = await Promise.all([
    db.client.execute({
      sql: `SELECT d.*, json_extract(d.message, '$.rule.name') AS ruleName, c.name, c.kind
            FROM notification_deliveries d JOIN notification_channels c ON c.id = d.channel
            WHERE ${sql} ORDER BY d.no DESC LIMIT ? OFFSET ?`,
      args: [...args, pageSize, (page - 1) * pageSize],
    }),
    db.client.execute({ sql: `SELECT count(*) AS total FROM notification_deliveries d WHERE ${sql}`, args: [...args] }),
  ])
  return { items: found.rows.map(toDelivery), total: Number(counted.rows[0]?.total ?? 0) }
}

const toDelivery = (row: Row): Delivery => ({
  id: String(row.id),
  state: row.state as DeliveryState,
  ...(row.rule === null ? {} : { rule: { id: String(row.rule), name: String(row.ruleName) } }),
  channel: { id: String(row.channel), name: String(row.name), kind: row.kind as ChannelKind },
  subject: String(row.subject),
  created: String(row.created),
  tries: Number(row.tries),
  ...(row.next === null ? {} : { next: String(row.next) }),
  ...(row.sent === null ? {} : { sent: String(row.sent) }),
  ...(row.error === null ? {} : { error: String(row.error) }),
})
