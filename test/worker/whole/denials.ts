import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Connector } from '../../../shared/connector.ts'
import type { ConnectorDraft } from '../../../shared/connector-draft.ts'
import type { Cloud } from '../../../shared/resource.ts'
import type { Run, RunError } from '../../../shared/run.ts'
import type { Fault } from '../../clouds/cloud.ts'
import { finishedRun, root, type Worker } from '../../world.ts'
import { answersOf, errorsOf, type Found, type Row, readLedger, readResources } from './ledger.ts'
import { draftOf, manyAccounts, type Scene, setScene } from './scene.ts'

/** What a run lacks when an operation is refused. */
export type Loss = {
  /** The permission that has to be named, where it is not called like the operation. */
  readonly permission?: string
  /** Nothing can be read without it. */
  readonly signsIn?: true
  /** The resource types that cannot be listed, those that controls are about. */
  readonly lists?: string | readonly string[]
  /** The fields that it fills, by resource type. */
  readonly fills?: Readonly<Record<string, readonly string[]>>
  /** It is asked, or needed, for some of the resources alone. */
  readonly isPartly?: true
}

type Ledger = ReadonlyMap<string, Row>

/** What can be seen of a connector after a run. */
type View = {
  readonly run: Run
  readonly connector: Connector
  readonly errors: readonly RunError[]
  readonly ledger: Ledger
}

/** What comes of one operation that is refused. */
type Play = {
  readonly refused: View
  /** With the permission, and then without it again. */
  readonly later?: {
    readonly allowed: Ledger
    readonly again: View
    readonly before: readonly Found[]
    readonly after: readonly Found[]
  }
}

/**
 * For each operation that a cloud's collectors call: what comes of it when that one alone is refused. Each has an account
 * of its own where the cloud has several; there they are played side by side, and what comes later for some alone. `part`
 * is one of so many parts of the operations.
 */
export function describeDenials(
  cloud: Cloud,
  losses: Readonly<Record<string, Loss>>,
  { part = 0, of = 1 }: { readonly part?: number; readonly of?: number } = {},
): void {
  const operations = Object.entries(losses).filter((_, index) => index % of === part)
  const scene = setScene(() => manyAccounts(operations.length + 1))
  const lanes = cloud === 'aws' ? 4 : 1
  const isThorough = ({ lists, signsIn }: Loss) => lanes === 1 || lists !== undefined || signsIn === true
  const plays = new Map<string, Promise<Play>>()
  let clean: Ledger

  beforeAll(async () => {
    const { id } = await scene.connect(cloud, operations.length)
    clean = await readLedger(scene.worker, id)
    const turns = Array.from({ length: lanes }, () => Promise.resolve())
    for (const [account, [operation, loss]] of operations.entries()) {
      const turn = turns[account % lanes] ?? Promise.resolve()
      const play = turn.then(() => playDenial(scene, { cloud, operation, account, isThorough: isThorough(loss) }))
      turns[account % lanes] = play.then(
        () => {},
        () => {},
      )
      plays.set(operation, play)
    }
  }, 60_000)

  test(`the table knows every operation that a run on ${cloud} calls`, async () => {
    await Promise.allSettled(plays.values())
    expect(Object.keys(losses).sort()).toEqual([...scene.clouds[cloud].calls.keys()].sort())
    expect(clean.size).toBeGreaterThan(60)
  }, 900_000)

  describe.each(operations.map(([operation, loss]) => ({ operation, loss })))('$operation refused', (one) => {
    const { operation, loss } = one
    const permission = loss.permission ?? operation

    function expectLoss(view: View): void {
      if (loss.signsIn) expectOffline(view)
      else expectPartial(view, operation, permission)
      expectHonest(clean, view.ledger, permission)
      expectUnknown(cloud, view.ledger, loss, permission)
    }

    test('from the beginning: what it would have told is UNKNOWN', async () => {
      const { refused } = (await plays.get(operation)) as Play
      expectLoss(refused)
      const lost = [...clean].filter(([key]) => !refused.ledger.has(key)).map(([, { resource }]) => resource.type)
      if (!loss.signsIn) expect(new Set(lost)).toEqual(new Set(typesListed(loss)))
    }, 900_000)

    if (!isThorough(loss)) return
    test('with the permission it is known, and does not vanish without it', async () => {
      const { later } = (await plays.get(operation)) as Play
      if (!later) throw new Error('it was not played to the end')
      expect(answersOf(later.allowed)).toEqual(answersOf(clean))
      expectLoss(later.again)
      expect([...clean.keys()].filter((key) => !later.again.ledger.has(key))).toEqual([])
      const idsOf = (resources: readonly Found[]) => resources.map(({ id }) => id).sort()
      expect(idsOf(later.after)).toEqual(idsOf(later.before))
    }, 900_000)
  })
}

type Part = {
  readonly cloud: Cloud
  readonly operation: string
  readonly account: number
  readonly isThorough: boolean
}

async function playDenial(scene: Scene, { cloud, operation, account, isThorough }: Part): Promise<Play> {
  const draft = draftOf(scene.clouds, cloud, account)
  const { faults } = scene.clouds[cloud]
  const fault: Fault = { operation, kind: 'deny', ...whose(draft, operation) }
  const lift = () => faults.splice(faults.indexOf(fault), 1)

  faults.push(fault)
  const { id, run } = await (cloud === 'aws' ? connectAnother(scene.worker, draft) : scene.connect(cloud, account))
  const refused = await look(scene.worker, id, run)
  lift()
  if (!isThorough) return { refused }

  await scene.run(id)
  const allowed = await readLedger(scene.worker, id)
  const before = await readResources(scene.worker, id)
  faults.push(fault)
  const again = await look(scene.worker, id, await scene.run(id))
  lift()
  return { refused, later: { allowed, again, before, after: await readResources(scene.worker, id) } }
}

/** Calls that take on a role carry no account yet, but name the role. */
function whose(draft: ConnectorDraft, operation: string): Pick<Fault, 'account' | 'resource'> {
  if (draft.cloud !== 'aws' || !draft.roleArn) return {}
  return operation === 'sts:AssumeRole' ? { resource: draft.roleArn } : { account: draft.roleArn.split(':')[4] ?? '' }
}

async function connectAnother(worker: Worker, draft: ConnectorDraft) {
  const { id } = await worker.api<Connector>('/connectors', { method: 'POST', body: draft })
  return { id, run: await finishedRun(worker, id) }
}

const look = async (worker: Worker, id: string, run: Run): Promise<View> => ({
  run,
  connector: await worker.api<Connector>(`/connectors/${id}`),
  errors: await errorsOf(worker, run.id),
  ledger: await readLedger(worker, id),
})

function expectPartial({ run, connector, errors }: View, operation: string, permission: string): void {
  expect(run.state).toBe('partial')
  expect(errors).toContainEqual(expect.objectContaining({ operation, permission }))
  expect(connector).toMatchObject({
    state: 'Online',
    stateReason: expect.stringMatching(/reads? of the last run failed/),
  })
  expect(connector.stateAdvice).toContain(permission)
}

function expectOffline({ run, connector }: View): void {
  expect(run).toMatchObject({ state: 'failed', reason: expect.stringMatching(/\w/) })
  expect(connector).toMatchObject({
    state: 'Offline',
    stateReason: expect.any(String),
    stateAdvice: expect.any(String),
  })
}

/** Every answer is the one of a clean run, or UNKNOWN with the permission that is missing. */
function expectHonest(clean: Ledger, now: Ledger, permission: string): void {
  for (const [key, row] of now) {
    if (row.result === clean.get(key)?.result) continue
    expect(row, key).toMatchObject({ result: 'UNKNOWN' })
    expect(row.evidence.map(({ expected }) => expected).join(), key).toContain(permission)
  }
}

/** Every control that needs the operation says so. */
function expectUnknown(cloud: Cloud, now: Ledger, loss: Loss, permission: string): void {
  const { fills = {}, isPartly } = loss
  const lists = typesListed(loss)
  const names = ({ evidence }: Row) => evidence.some(({ expected }) => expected.includes(permission))
  const rows = [...now.values()]
  for (const { cid } of controlsOf(cloud).filter(({ resources }) => lists.some((type) => resources.includes(type)))) {
    const row = rows.find((one) => one.cid === cid && one.appliesTo === 'account')
    expect(row, `control ${cid} of what could not be listed`).toMatchObject({ result: 'UNKNOWN' })
    expect(row && names(row)).toBe(true)
  }
  for (const [type, fields] of Object.entries(fills)) {
    for (const { cid } of controlsOf(cloud).filter((one) => one.resources.includes(type) && reads(one, fields))) {
      const isOwn = (row: Row) => row.cid === cid && row.appliesTo === 'resource' && row.resource.type === type
      const own = rows.filter(isOwn)
      const unknown = own.filter((row) => row.result === 'UNKNOWN' && names(row))
      expect(unknown.length, `control ${cid}`).toBeGreaterThan(0)
      if (!isPartly) expect(unknown.length, `control ${cid}`).toBe(own.length)
    }
  }
}

const typesListed = ({ lists = [] }: Loss): readonly string[] => [lists].flat()

type ControlText = { readonly cid: number; readonly resources: readonly string[]; readonly text: string }

const controlsOf = (cloud: Cloud): readonly ControlText[] =>
  globSync(`policies/${cloud}/*/*.yaml`, { cwd: root }).map((file) => {
    const { cid, resource, when = '', check = '', checks = [] } = parse(readFileSync(join(root, file), 'utf8'))
    const parts = (checks as readonly { readonly check: string }[]).map((part) => part.check)
    return { cid, resources: [resource].flat(), text: [when, check, ...parts].join('\n') }
  })

const reads = ({ text }: ControlText, fields: readonly string[]) =>
  fields.some((field) => new RegExp(`\\bresource\\.${field}\\b`).test(text))
