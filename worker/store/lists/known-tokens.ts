import type { Value } from '../../../shared/query/query.ts'
import { type ControlFacts, controlRow } from '../../../shared/query/rows.ts'
import { tokens } from '../../../shared/query/tokens.ts'
import type { Database } from '../database.ts'
import { listControls, listPolicies } from './controls.ts'

/** All values of some tokens. */
export type Known = Readonly<Record<string, readonly Value[]>>

/** What the controls of a query's list know of themselves. A resource's type is known of the resource only. */
const ofControls = tokens.controls.map(({ name }) => name).filter((name) => name !== 'resource.type')

/** The controls with the policies that hold them, as queries see them. */
export async function readControlFacts(db: Database): Promise<readonly ControlFacts[]> {
  const [controls, policies] = await Promise.all([listControls(db), listPolicies(db)])
  return controls.map((control) => ({
    ...control,
    in: policies.filter((policy) => policy.controls.includes(control.cid)).map(({ slug, title }) => ({ slug, title })),
  }))
}

/** The tokens of each control. */
export async function readControlTokens(db: Database): Promise<ReadonlyMap<number, () => Known>> {
  const controls = await readControlFacts(db)
  return new Map(controls.map((control) => [control.cid, () => knownOf(control)]))
}

function knownOf(control: ControlFacts): Known {
  const row = controlRow(control)
  return Object.fromEntries(ofControls.map((token) => [token, row.values(token)]))
}

/** Nothing is known of a control that is no more. */
export const controlTokensOf = (controls: ReadonlyMap<number, () => Known>, cid: number): Known =>
  controls.get(cid)?.() ?? {}

/** The tokens of each connector, which its resources share. */
export async function readConnectorTokens(db: Database): Promise<ReadonlyMap<number, Known>> {
  const { rows } = await db.client.execute('SELECT no, id, name, cloud, account, state FROM connectors')
  return new Map(
    rows.map(({ no, id, name, cloud, account, state }): [number, Known] => [
      Number(no),
      {
        cloud: [String(cloud)],
        ...(account === null ? {} : { 'account.id': [String(account)] }),
        'connector.uuid': [String(id)],
        'connector.name': [String(name)],
        'connector.state': [String(state)],
      },
    ]),
  )
}
