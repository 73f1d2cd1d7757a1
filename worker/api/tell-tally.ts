import type { Database } from '../store/database.ts'
import { listPolicies } from '../store/lists/controls.ts'
import type { FacetName, Tally } from '../store/lists/tally.ts'
import type { ApiContext } from './context.ts'

/** At most so many values of a facet are told. */
const most = 500

type Told = { readonly value: string; readonly label?: string; readonly count: number }

/** A tally as the API tells it: most rows first, with labels for what has another name. */
export async function tellTally(
  { database, types }: Pick<ApiContext, 'database' | 'types'>,
  tally: Tally,
): Promise<Readonly<Partial<Record<FacetName, readonly Told[]>>>> {
  const labels: Partial<Record<FacetName, ReadonlyMap<string, string>>> = {
    policy: await policyTitles(database),
    type: new Map([...types.values()].map(({ type, label }) => [type, label])),
    account: await accountNames(database),
  }
  const tell = (name: string, values: ReadonlyMap<string, number>) =>
    [...values]
      .filter(([, count]) => count > 0)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([value, count]): Told => {
        const label = labels[name as FacetName]?.get(value)
        return { value, ...(label === undefined ? {} : { label }), count }
      })
  return Object.fromEntries(Object.entries(tally).map(([name, values]) => [name, tell(name, values)]))
}

/** Slug → title. */
export const policyTitles = async (db: Database): Promise<ReadonlyMap<string, string>> =>
  new Map((await listPolicies(db)).map(({ slug, title }) => [slug, title]))

/** The name of an account's connector stands for the account. */
export async function accountNames(db: Database): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.client.execute(
    'SELECT account, name FROM connectors WHERE account IS NOT NULL ORDER BY no DESC',
  )
  return new Map(rows.map(({ account, name }) => [String(account), String(name)]))
}
