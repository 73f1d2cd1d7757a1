import type { Outcome } from './fuzz.ts'

const head = ['Document', 'Caller', 'Operations', 'Requests', '2xx', '4xx', '5xx', 'Failures']

/** One line for each document and caller. */
export function renderTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ document, caller, operations, failures, ...rest }) => {
    const counts = [...'245'].map((digit) => answersOf(rest, digit))
    return [document, caller, operations, answersOf(rest, ''), ...counts, failures.length].map(String)
  })
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map((cells) => line(cells).trimEnd()).join('\n')
}

/** How many answers had a status that begins so. */
const answersOf = ({ answers }: Pick<Outcome, 'answers'>, digit: string): number =>
  Object.values(answers)
    .flatMap((counts) => Object.entries(counts))
    .filter(([status]) => status.startsWith(digit))
    .reduce((sum, [, count]) => sum + count, 0)
