import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Connector } from '../../../shared/connector.ts'
import type { Cloud } from '../../../shared/resource.ts'
import type { Run } from '../../../shared/run.ts'
import { root } from '../../world.ts'
import { answersOf, errorsOf, type Row, readLedger, readResources } from './ledger.ts'
import { manyAccounts, setScene } from './scene.ts'

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

/** For each operation that a cloud's collectors call: what comes of it when that one alone is refused. */
export function describeDenials(cloud: Cloud, losses: Readonly<Record<string, Loss>>): void {
  const operations = Object.entries(losses)
  const scene = setScene(() => manyAccounts(operations.length + 1))
  let clean: Ledger

  beforeAll(async () => {
    const { id } = await scene.connect(cloud, operations.length)
    clean = await readLedger(scene.worker, id)
  }, 60_000)

  test(`the table knows every operation that a run on ${cloud} calls`, () => {
    expect(Object.keys(losses).sort()).toEqual([...scene.clouds[cloud].calls.keys()].sort())
    expect(clean.size).toBeGreaterThan(60)
  })

  describe.each(operations.map(([operation, loss], account) => ({ operation, loss, account })))(
    '$operation refused',
    ({ operation, loss, account }) => {
      const permission = loss.permission ?? operation
      let id: string

      async function expectLoss(run: Run): Promise<Ledger> {
        const now = await readLedger(scene.worker, id)
        await (loss.signsIn ? expectOffline : expectPartial)(scene.worker, run, operation, permission)
        expectHonest(clean, now, permission)
        expectUnknown(cloud, now, loss, permission)
        return now
      }

      test('from the beginning: what it would have told is UNKNOWN, and known with the permission', async () => {
        scene.faults(cloud, { operation, kind: 'deny' })
        const made = await scene.connect(cloud, account)
        id = made.id
        const now = await expectLoss(made.run)
        const lost = [...clean].filter(([key]) => !now.has(key)).map(([, { resource }]) => resource.type)
        if (!loss.signsIn) expect(new Set(lost)).toEqual(new Set(typesListed(loss)))

        scene.faults(cloud)
        await scene.run(id)
        expect(answersOf(await readLedger(scene.worker, id))).toEqual(answersOf(clean))
      })

      test('after a clean run: nothing that was known vanishes', async () => {
        const before = await readResources(scene.worker, id)
        scene.faults(cloud, { operation, kind: 'deny' })
        const now = await expectLoss(await scene.run(id))
        expect([...clean.keys()].filter((key) => !now.has(key))).toEqual([])
        const idsOf = (resources: readonly { readonly id: string }[]) => resources.map((one) => one.id).sort()
        expect(idsOf(await readResources(scene.worker, id))).toEqual(idsOf(before))
      })
    },
  )
}

type Check = (
  worker: ReturnType<typeof setScene>['worker'],
  run: Run,
  operation: string,
  permission: string,
) => Promise<void>

const expectPartial: Check = async (worker, run, operation, permission) => {
  expect(run.state).toBe('partial')
  expect(await errorsOf(worker, run.id)).toContainEqual(expect.objectContaining({ operation, permission }))
  const connector = await worker.api<Connector>(`/connectors/${run.connectorId}`)
  expect(connector).toMatchObject({
    state: 'Online',
    stateReason: expect.stringMatching(/reads? of the last run failed/),
  })
  expect(connector.stateAdvice).toContain(permission)
}

const expectOffline: Check = async (worker, run) => {
  expect(run).toMatchObject({ state: 'failed', reason: expect.stringMatching(/\w/) })
  const connector = await worker.api<Connector>(`/connectors/${run.connectorId}`)
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
