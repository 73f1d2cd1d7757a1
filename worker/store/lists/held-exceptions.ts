import type { Database } from '../database.ts'

/** What a list tells of the exception that holds for an evaluation. */
export type HeldException = {
  readonly id: string
  readonly kind: string
  readonly reason: string
  readonly owner: string
  readonly ends?: string
}

/** Exceptions by their numbers. */
export async function exceptionsByNumber(
  db: Database,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, HeldException>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await db.client.execute({
    sql: 'SELECT no, id, kind, reason, owner, ends FROM exceptions WHERE no IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify([...new Set(numbers)])],
  })
  return new Map(
    rows.map(({ no, id, kind, reason, owner, ends }): [number, HeldException] => [
      Number(no),
      {
        ...{ id: String(id), kind: String(kind), reason: String(reason), owner: String(owner) },
        ...(ends ? { ends: String(ends) } : {}),
      },
    ]),
  )
}
