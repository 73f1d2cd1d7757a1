import { DatabaseSync } from 'node:sqlite'

/** Bytes of a database without the room that its journal takes. */
export function databaseSize(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true })
  const read = (pragma: string) => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0])
  const size = read('page_count') * read('page_size')
  database.close()
  return size
}

export function copyDatabase(file: string, copy: string): void {
  const database = new DatabaseSync(file, { readOnly: true })
  database.prepare('VACUUM INTO ?').run(copy)
  database.close()
}

/** Rows that differ between a database and an earlier copy of it, by table; tables without any are left out. */
export function changedRows(file: string, copy: string): Readonly<Record<string, number>> {
  const database = new DatabaseSync(file, { readOnly: true })
  database.prepare('ATTACH ? AS earlier').run(copy)
  const tables = database
    .prepare(`SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .all()
    .map(({ name }) => String(name))
  const count = (a: string, b: string, table: string) =>
    Number(
      database
        .prepare(`SELECT count(*) AS n FROM (SELECT * FROM ${a}."${table}" EXCEPT SELECT * FROM ${b}."${table}")`)
        .get()?.n,
    )
  const changed = tables.map((table): [string, number] => [
    table,
    Math.max(count('main', 'earlier', table), count('earlier', 'main', table)),
  ])
  database.close()
  return Object.fromEntries(changed.filter(([, rows]) => rows > 0))
}
