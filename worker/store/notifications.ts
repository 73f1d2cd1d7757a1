import { randomUUID } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import type { Criticality } from '../../shared/evaluation.ts'
import type { Channel, ChannelKind, NotificationRule, RuleDraft, RulePatch } from '../../shared/notification.ts'
import type { Database } from './database.ts'
import { beginLooking } from './notifications/marks.ts'
import { notificationChannels as channels, notificationRules as rules } from './schema.ts'

/** A channel with what is secret of it, sealed under its id. */
export type StoredChannel = Channel & { readonly sealed: string }

export async function listChannels(db: Database): Promise<readonly StoredChannel[]> {
  const found = await db.read.select().from(channels).orderBy(asc(channels.created), asc(channels.id))
  return found.map(toChannel)
}

export async function findChannel(db: Database, id: string): Promise<StoredChannel | undefined> {
  const [found] = await db.read.select().from(channels).where(eq(channels.id, id))
  return found && toChannel(found)
}

/** Stores a channel, new or changed. */
export async function saveChannel(db: Database, { id, ...channel }: StoredChannel): Promise<void> {
  const row = { from: null, ...channel, to: channel.to ? [...channel.to] : null }
  await db.write([
    db.read
      .insert(channels)
      .values({ id, ...row })
      .onConflictDoUpdate({ target: channels.id, set: row }),
  ])
}

/** Deletes a channel with its deliveries, unless a rule uses it; then the rule's name is answered. */
export async function deleteChannel(db: Database, id: string): Promise<string | undefined> {
  const users = sql`EXISTS (SELECT 1 FROM json_each(${rules.channels}) WHERE value = ${id})`
  const [user] = await db.read.select({ name: rules.name }).from(rules).where(users).limit(1)
  if (!user) await db.write([db.read.delete(channels).where(eq(channels.id, id))])
  return user?.name
}

const toChannel = ({ from, to, kind, ...row }: typeof channels.$inferSelect): StoredChannel => ({
  ...row,
  kind: kind as ChannelKind,
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
})

export async function listRules(db: Database): Promise<readonly NotificationRule[]> {
  const found = await db.read.select().from(rules).orderBy(asc(rules.created), asc(rules.id))
  return found.map(toRule)
}

export async function findRule(db: Database, id: string): Promise<NotificationRule | undefined> {
  const [found] = await db.read.select().from(rules).where(eq(rules.id, id))
  return found && toRule(found)
}

/** Makes a rule. What changes from now on is told, what changed before is not. */
export async function createRule(db: Database, draft: RuleDraft, now: Date): Promise<string> {
  const id = randomUUID()
  const at = now.toISOString()
  await db.write([...beginLooking(now), db.read.insert(rules).values({ ...draft, id, created: at, updated: at })])
  return id
}

export async function updateRule(db: Database, id: string, patch: RulePatch, now: Date): Promise<void> {
  const change = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  await db.write([
    ...beginLooking(now),
    db.read
      .update(rules)
      .set({ ...change, updated: now.toISOString() })
      .where(eq(rules.id, id)),
  ])
}

/** Deletes a rule with what it has gathered; messages under way still go out. */
export async function deleteRule(db: Database, id: string): Promise<void> {
  await db.write([db.read.delete(rules).where(eq(rules.id, id))])
}

const toRule = ({ criticality, ...row }: typeof rules.$inferSelect): NotificationRule => ({
  ...row,
  criticality: criticality as Criticality,
})
