/**
 * A row of IAM's credential report, by column. Besides `true`, `false` and times, cells hold `N/A`, `no_information` and
 * `not_supported`. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export type ReportRow = Readonly<Record<string, string>>

/** The rows of a report by user ARN. Throws where it is no credential report: what it says is then unknown. */
export function parseCredentialReport(csv: string): ReadonlyMap<string, ReportRow> {
  const [header = [], ...lines] = csv
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(','))
  const missing = needed.filter((column) => !header.includes(column))
  if (missing.length > 0) throw new Error(`a credential report without ${missing.join(', ')}`)
  const rows = lines.map((cells) => {
    const whole = joinNames(cells, cells.length - header.length)
    if (whole.length !== header.length) throw new Error('a credential report with a line of the wrong length')
    return Object.fromEntries(header.map((column, index) => [column, whole[index] ?? '']))
  })
  return new Map(rows.map((row) => [row.arn ?? '', row]))
}

/**
 * A user's name and path may hold commas. A line begins with the name and the ARN, which ends with path and name; a name
 * holds no colon, so that the ARN begins where the first cell looks like one.
 */
function joinNames(cells: readonly string[], extra: number): readonly string[] {
  const arn = cells.findIndex((cell, at) => at > 0 && /^"?arn:/.test(cell))
  if (extra <= 0 || arn < 0) return cells
  const unquoted = (part: readonly string[]) => part.join(',').replace(/^"(.*)"$/, '$1')
  return [unquoted(cells.slice(0, arn)), unquoted(cells.slice(arn, extra + 2)), ...cells.slice(extra + 2)]
}

const needed = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'mfa_active',
  ...['1', '2'].flatMap((slot) =>
    ['active', 'last_rotated', 'last_used_date'].map((part) => `access_key_${slot}_${part}`),
  ),
]

/** A cell that holds a time, in UTC; `undefined` for every word that means that there is none. */
export function reportTime(cell: string | undefined): string | undefined {
  if (!cell || !/^\d{4}-\d\d-\d\dT/.test(cell)) return undefined
  const time = new Date(cell)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}

/** A cell that says yes or no; neither where the report says something else: then nothing is claimed. */
export function reportFlag(cell: string | undefined): boolean | undefined {
  if (cell === 'true') return true
  return cell === 'false' ? false : undefined
}
