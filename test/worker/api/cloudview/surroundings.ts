import type { Database } from '../../../../worker/store/database.ts'
import { arn, later, seed } from '../seed.ts'

export const v1 = '/cloudview-api/rest/v1'
export const old = '/cloudview-api/rest/1.5'
export const account = '111122223333'

/** Two buckets and a user: one control passes, one fails, and of one bucket something could not be read. */
export async function seedAccount(db: Database): Promise<void> {
  await seed(db, [
    { id: arn('logs'), results: { 45: 'PASS', 48: 'FAIL' }, config: { created: '2020-02-03T04:05:06.000Z' } },
    { id: arn('web'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' }, config: { aclEveryone: ['READ'] } },
    { id: `arn:aws:iam::${account}:user/ann`, type: 'aws.iam.user', region: 'global', results: { 3: 'UNKNOWN' } },
  ])
  await db.write([{ sql: `UPDATE connectors SET lastRun = ?`, args: [later] }])
}

/** Accepts what a control found for a resource. */
export const except = (db: Database, cid: number, name: string) =>
  db.write([
    {
      sql: 'UPDATE evaluations SET exception = 1 WHERE cid = ? AND rid = (SELECT rid FROM resources WHERE name = ?)',
      args: [cid, name],
    },
    `UPDATE meta SET value = value + 1 WHERE key = 'seq'`,
  ])
