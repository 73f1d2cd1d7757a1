import type { Control } from '../../../shared/control.ts'
import type { Policy } from '../../../shared/policy.ts'
import type { Database } from '../database.ts'

/** Every control, by its number. They are few: lists filter them in memory. */
export async function listControls(db: Database): Promise<readonly Control[]> {
  const { rows } = await db.client.execute('SELECT body FROM controls ORDER BY cid')
  return rows.map(({ body }) => JSON.parse(String(body)) as Control)
}

export async function findControl(db: Database, cid: number): Promise<Control | undefined> {
  const { rows } = await db.client.execute({ sql: 'SELECT body FROM controls WHERE cid = ?', args: [cid] })
  return rows[0] && (JSON.parse(String(rows[0].body)) as Control)
}

export async function listPolicies(db: Database): Promise<readonly Policy[]> {
  const { rows } = await db.client.execute('SELECT body FROM policies ORDER BY cloud, title')
  return rows.map(({ body }) => JSON.parse(String(body)) as Policy)
}

export async function findPolicy(db: Database, slug: string): Promise<Policy | undefined> {
  const { rows } = await db.client.execute({ sql: 'SELECT body FROM policies WHERE slug = ?', args: [slug] })
  return rows[0] && (JSON.parse(String(rows[0].body)) as Policy)
}
