import type { Sort } from '../../ui/table-types.ts'
import type { Report } from './data.ts'

const { compare } = new Intl.Collator('en', { numeric: true })
type Order = (a: Report, b: Report) => number
const byTitle: Order = (a, b) => compare(a.title, b.title) || a.id - b.id

const orders: Readonly<Record<string, Order>> = {
  name: byTitle,
  passFail: (a, b) => passing(a) - passing(b),
  lastRun: (a, b) => compare(a.lastRun?.ended ?? '', b.lastRun?.ended ?? ''),
  mandate: (a, b) => compare(a.subject.title, b.subject.title),
}

/** Without results it comes behind all that have some, whichever way. */
const passing = ({ lastRun }: Report) => lastRun?.percent?.pass ?? Number.NaN

/** What the list is sorted by, as the address says: `lastRun`, or `-lastRun` the other way round. */
export function sortOf(param = 'name'): Sort {
  const id = param.replace(/^-/, '')
  if (!Object.hasOwn(orders, id)) return { id: 'name', direction: 'asc' }
  return { id, direction: param.startsWith('-') ? 'desc' : 'asc' }
}

/** The same for the address. */
export const sortParam = ({ id, direction }: Sort): string | undefined =>
  id === 'name' && direction === 'asc' ? undefined : `${direction === 'desc' ? '-' : ''}${id}`

/** Reports in this order; those that are the same in it by their name. */
export function sorted(reports: readonly Report[], { id, direction }: Sort): readonly Report[] {
  const order = orders[id] ?? byTitle
  const turn = direction === 'desc' ? -1 : 1
  const isBlank = (report: Report) =>
    (id === 'passFail' && Number.isNaN(passing(report))) || (id === 'lastRun' && !report.lastRun?.ended)
  return reports.toSorted((a, b) => {
    const blanks = Number(isBlank(a)) - Number(isBlank(b))
    if (blanks !== 0 || isBlank(a)) return blanks || byTitle(a, b)
    return order(a, b) * turn || byTitle(a, b)
  })
}
