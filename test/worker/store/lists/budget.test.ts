import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseQuery } from '../../../../shared/query/parse.ts'
import type { QueryList } from '../../../../shared/query/query.ts'
import { type Database, openDatabase } from '../../../../worker/store/database.ts'
import { type Budget, noBudget } from '../../../../worker/store/lists/budget.ts'
import { countEvaluated } from '../../../../worker/store/lists/count-evaluated.ts'
import { evaluationCellsOf } from '../../../../worker/store/lists/evaluation-cells.ts'
import { type EvaluationCursor, listEvaluations } from '../../../../worker/store/lists/evaluations.ts'
import {
  countResources,
  listResources,
  type ResourceCursor,
  resourceSorts,
} from '../../../../worker/store/lists/resources.ts'
import { makeApiDatabase } from '../../../bench/api-database.ts'

/** More than are read together, and than fit into the first windows of a search. */
const resources = 4500
const data = mkdtempSync(join(tmpdir(), 'plumbline-budget-'))
let db: Database

beforeAll(async () => {
  await makeApiDatabase(data, resources)
  db = await openDatabase({ url: `file:${join(data, 'plumbline.db')}` })
}, 60_000)

afterAll(() => {
  db.close()
  rmSync(data, { recursive: true })
})

/** Nothing is left of it from the start: every page ends after its first window. */
const spent: Budget = { isSpent: () => true, step: (work) => work() }

function parsed(text: string, list: QueryList) {
  const answer = parseQuery(text, list, { now: new Date(), types: [], mandates: [] })
  if (!('query' in answer)) throw new Error(answer.problem.message)
  return answer.query
}

test.each(resourceSorts)(
  'F099 a search sorted by %s that is cut short goes on where it ended, and finds all',
  async (sort) => {
    // What was found is remembered: each test asks for something else.
    const asked = (size: number) => ({ query: parsed(`config.size:<${size} and tag.env:test`, 'resources') })
    const filter = asked(300 + resourceSorts.indexOf(sort))
    const found: string[] = []
    let [after, parts]: [ResourceCursor | undefined, number] = [undefined, 0]
    do {
      const page: Awaited<ReturnType<typeof listResources>> = await listResources(db, filter, {
        ...{ sort, limit: 500, budget: spent },
        ...(after ? { after } : {}),
      })
      found.push(...page.items.map(({ id }) => id))
      parts += page.isPart ? 1 : 0
      after = page.next
    } while (after)
    expect(parts).toBeGreaterThan(0)
    const whole = await listResources(db, asked(300 + resourceSorts.indexOf(sort)), {
      ...{ sort, limit: 5000, budget: noBudget },
    })
    expect(whole.items.length).toBeGreaterThan(300)
    expect(found).toEqual(whole.items.map(({ id }) => id))
    const all = await countResources(db, filter, noBudget)
    expect(all).toEqual({ total: found.length })
    const some = await countResources(db, asked(290 + resourceSorts.indexOf(sort)), spent)
    expect(some.total).toBeUndefined()
    expect(some.atLeast).toBeLessThan(found.length)
  },
)

test('F099 a search of evaluations that is cut short goes on where it ended, and finds all', async () => {
  // Half of it is about the evaluation: that no search of resources can tell.
  const text = '(config.size:<300 or lastFixed:<2000-01-01) and control.result:FAIL'
  const filter = { query: parsed(text, 'evaluations') }
  const whole = await listEvaluations(db, filter, { limit: 50_000, budget: noBudget, counts: true })
  expect(whole.items.length).toBeGreaterThan(300)
  const found: string[] = []
  let [after, parts]: [EvaluationCursor | undefined, number] = [undefined, 0]
  do {
    const page: Awaited<ReturnType<typeof listEvaluations>> = await listEvaluations(db, filter, {
      ...{ limit: 20, budget: spent },
      ...(after ? { after } : {}),
    })
    if (!after) expect([page.total, (page.atLeast ?? 0) < whole.items.length]).toEqual([undefined, true])
    found.push(...page.items.map(({ cid, resourceId }) => `${cid} ${resourceId}`))
    parts += page.isPart ? 1 : 0
    after = page.next
  } while (after)
  expect(found).toEqual(whole.items.map(({ cid, resourceId }) => `${cid} ${resourceId}`))
  expect(parts).toBeGreaterThan(0)
  expect(whole.total).toBe(found.length)
})

test('figures that were not counted to the end say so, and are never too high', async () => {
  const filter = { query: parsed('config.size:<300 or lastFixed:<2000-01-01', 'evaluations') }
  const sum = (cells: readonly (readonly [...unknown[], number])[]) =>
    cells.reduce((all, cell) => all + Number(cell.at(-1)), 0)
  const whole = await evaluationCellsOf(db, filter, { budget: noBudget })
  const part = await evaluationCellsOf(db, filter, { budget: spent })
  expect([whole.isPartial, part.isPartial]).toEqual([false, true])
  expect(sum(part.cells)).toBeLessThan(sum(whole.cells))
  const { total = 0 } = await countEvaluated(db, filter, noBudget)
  const { atLeast = Number.NaN, ...rest } = await countEvaluated(db, filter, spent)
  expect(rest).toEqual({})
  expect(total).toBeGreaterThan(0)
  expect(atLeast).toBeLessThan(total)
})
