import type { Account } from './account.ts'
import { agrees, type Comparison } from './compare.ts'

export type ListedControl = { readonly cid: number; readonly title: string }

/** The suite's result, control by control: how many resources, how many verdicts agreed, which did not and why. */
export function renderTable(
  controls: readonly ListedControl[],
  comparisons: readonly Comparison[],
  accounts: readonly Pick<Account, 'expectations'>[],
): string {
  const rows = controls.map(({ cid, title }) => {
    const own = comparisons.filter((one) => one.cid === cid)
    const other = own.filter((one) => !agrees(one))
    const kinds = [...new Set(own.map(({ wanted }) => short[wanted]))].sort().join('+')
    const cells = [
      String(cid),
      cut(title),
      String(own.length),
      kinds,
      String(own.length - other.length),
      String(other.length),
    ]
    return [...cells, own.length === 0 ? 'nothing in moto to try it on' : [...new Set(other.map(reason))].join('; ')]
  })
  const head = ['CID', 'Control', 'Resources', 'Wanted', 'Agreed', 'Differing', 'Why']
  const widths = head
    .slice(0, -1)
    .map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd()
  const none = missing(controls, accounts)
  const last = none.length > 0 ? [`Controls not built: ${none.join(', ')}`] : []
  return [line(head), line(widths.map((width) => '-'.repeat(width)).concat('---')), ...rows.map(line), ...last].join(
    '\n',
  )
}

const short = { PASS: 'P', FAIL: 'F', UNKNOWN: 'U', NOT_APPLICABLE: 'n' } as const
const cut = (title: string) => (title.length > 60 ? `${title.slice(0, 59)}…` : title)

const reason = ({ why, resource, wanted, got }: Comparison) =>
  why ? `moto: ${why}` : `OURS? ${resource}: wanted ${wanted}, got ${got}`

/** Controls that there are expectations of, and no file. */
function missing(controls: readonly ListedControl[], accounts: readonly Pick<Account, 'expectations'>[]) {
  const expected = accounts.flatMap(({ expectations }) => expectations.flatMap(({ verdicts }) => Object.keys(verdicts)))
  const built = new Set(controls.map(({ cid }) => cid))
  return [...new Set(expected.map(Number))].filter((cid) => !built.has(cid))
}
