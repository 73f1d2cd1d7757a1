/** The port of each family of engines unless another is chosen. */
const ports: readonly (readonly [family: RegExp, port: number])[] = [
  [/^(mysql|mariadb|aurora|aurora-mysql)$/, 3306],
  [/^(postgres|aurora-postgresql)$/, 5432],
  [/^(custom-)?oracle-/, 1521],
  [/^(custom-)?sqlserver-/, 1433],
  [/^db2-/, 50_000],
]

/**
 * The port that an engine of RDS listens on by default, such as 1521 for `custom-oracle-ee-cdb`; `undefined` for an
 * engine that is not known.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
export const defaultPort = (engine = ''): number | undefined => ports.find(([family]) => family.test(engine))?.[1]
