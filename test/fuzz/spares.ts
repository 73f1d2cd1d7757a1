import { randomInt } from 'node:crypto'
import type { Worker } from '../world.ts'
import { exceptionFor, type Failure, numberedConnectors, type Seeds } from './seed.ts'
import type { Stage } from './stage.ts'

type Two<T = string> = readonly [T, T]

type SpareAccess = {
  readonly users: Two
  readonly roles: Two
  readonly tokens: Two
  /** Id of a token of the fuzzer's own user, and another of these to sign out with. */
  readonly ownToken: string
  readonly signOut: string
}

type SpareConnectors = {
  readonly connectors: Two
  /** Number that other surfaces have for a third one. */
  readonly number: number
  /** Id of one that no report is about, and the number of a report about a fifth one. */
  readonly unreported: string
  readonly report: number
  /** Roles in accounts that have no connector. */
  readonly roleArns: readonly [string, string, string]
}

/** What a pass may do away with or change, and what it may make: each pass has its own. */
export type Spares = SpareAccess &
  SpareConnectors & {
    readonly channel: string
    readonly rule: string
    readonly controls: Two<number>
    /** Names of policies of AWS. */
    readonly policies: Two
    /** A dashboard of the manager's own, and a widget of it as it is exported. */
    readonly dashboard: string
    readonly widget: object
    readonly exception: string | number
    /** What no exception holds for. */
    readonly failure: Failure
  }

/** Makes them. `turn` counts the passes. */
export async function makeSpares({ worker, seeds, tokens }: Stage, turn: number): Promise<Spares> {
  const make = makerOf(worker)
  const copy = async () => (await make<{ cid: number }>('/controls/1/copy', {})).cid
  const hook = { kind: 'webhook', name: `Spare ${turn}`, url: 'https://example.com/' }
  return {
    ...(await makeAccess(make, seeds, turn)),
    ...(await makeConnectors(make, worker)),
    channel: (await make('/notifications/channels', hook)).id,
    rule: (await make('/notifications/rules', { name: 'Spare', events: ['fixed'], channels: [seeds.channel] })).id,
    controls: [await copy(), await copy()],
    policies: [await makePolicy(make, `spare-${turn}`), await makePolicy(make, `other-spare-${turn}`)],
    ...(await makeDashboard(worker, tokens.manager, `Spare ${turn}`)),
    exception: await exceptionFor(worker, failureOf(seeds, 2 * turn)),
    failure: failureOf(seeds, 2 * turn + 1),
  }
}

type Make = <T = { readonly id: string }>(path: string, body: unknown) => Promise<T>

const makerOf =
  ({ api }: Worker): Make =>
  (path, body) =>
    api(path, { method: 'POST', body })

async function makeAccess(make: Make, { user }: Seeds, turn: number): Promise<SpareAccess> {
  const newUser = async () => (await make('/users', { name: 'Spare', roles: ['reader'] })).id
  const newRole = async (name: string) => (await make('/roles', { name, permissions: ['readonly'] })).id
  const newToken = (whose: object) => make<{ id: string; token: string }>('/tokens', { name: 'Spare', ...whose })
  return {
    users: [await newUser(), await newUser()],
    roles: [await newRole(`Spare ${turn}`), await newRole(`Other spare ${turn}`)],
    tokens: [(await newToken({ role: 'reader' })).id, (await newToken({ role: 'reader' })).id],
    ownToken: (await newToken({ user })).id,
    signOut: (await newToken({ user })).token,
  }
}

/** The one widget of the dashboard. */
export const widgetId = 'buckets'

async function makeDashboard({ url, api }: Worker, token: string | undefined, title: string) {
  const place = { x: 0, y: 0, width: 3, height: 2 }
  const widgets = [{ id: widgetId, type: 'count', title: 'Buckets', list: 'resources', place }]
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ title, shared: true, widgets })
  const response = await fetch(`${url}/api/dashboards`, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(`The manager cannot make a dashboard any more: ${await response.text()}`)
  const { id: dashboard } = (await response.json()) as { id: string }
  return { dashboard, widget: await api<object>(`/dashboards/${dashboard}/widgets/${widgetId}/export`) }
}

async function makePolicy(make: Make, name: string): Promise<string> {
  await make('/own-policies', { cloud: 'aws', name, title: name, controls: [1] })
  return name
}

async function makeConnectors(make: Make, worker: Worker): Promise<SpareConnectors> {
  const newOne = async () => (await make('/connectors', { cloud: 'aws', name: 'Spare', roleArn: roleArn() })).id
  const connectors = [await newOne(), await newOne()] as const
  const [third, unreported, fifth] = [await newOne(), await newOne(), await newOne()]
  const numbered = (await numberedConnectors(worker)).find(({ id }) => id === third)
  const draft = { title: 'Spare', cloud: 'aws', mandate: 'hipaa', connectors: [fifth] }
  return {
    ...{ connectors, number: numbered?.number ?? 0, unreported },
    report: (await make<{ id: number }>('/reports', draft)).id,
    roleArns: [roleArn(), roleArn(), roleArn()],
  }
}

/** In an account that is in none of the simulated clouds. */
const roleArn = () => `arn:aws:iam::9999${String(randomInt(1, 100_000_000)).padStart(8, '0')}:role/Plumbline`

/** Another one for each index: there are more of them than passes need. */
const failureOf = ({ failures }: Seeds, index: number): Failure => failures[index] ?? failures[0]
