import { expect, test } from 'vitest'
import { defaultPort } from '../../../worker/facts/database-port.ts'

test.each([
  ['mysql', 3306],
  ['mariadb', 3306],
  ['aurora', 3306],
  ['aurora-mysql', 3306],
  ['postgres', 5432],
  ['aurora-postgresql', 5432],
  ['oracle-ee', 1521],
  ['oracle-se2-cdb', 1521],
  ['custom-oracle-ee-cdb', 1521],
  ['sqlserver-web', 1433],
  ['custom-sqlserver-se', 1433],
  ['db2-ae', 50_000],
])('the engine %s listens on port %i by default', (engine, port) => {
  expect(defaultPort(engine)).toBe(port)
})

test.each(['', 'docdb', 'mysql-next', 'Oracle', 'constructor'])('the default port of %s is not known', (engine) => {
  expect(defaultPort(engine)).toBeUndefined()
})
