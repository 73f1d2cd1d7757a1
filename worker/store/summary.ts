import { type Criticality, criticalities } from '../../shared/evaluation.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Posture, Summary } from '../../shared/summary.ts'
import type { Database } from './database.ts'

/** One row for each control that has counts: few, however many resources there are. */
const perControl = `
  SELECT counters.cid, controls.criticality, sum(iif(result = 0, count, 0)) AS pass,
    sum(iif(result = 1, count, 0)) AS fail, sum(iif(result = 2, count, 0)) AS unknown,
    sum(iif(result = 3, count, 0)) AS excepted
  FROM counters JOIN controls ON controls.cid = counters.cid
  GROUP BY counters.cid ORDER BY fail DESC, counters.cid`

const topAccounts = `
  SELECT cloud, account, sum(count) AS fail
  FROM counters JOIN connectors ON connectors.no = counters.connector
  WHERE result = 1 AND count > 0 AND account IS NOT NULL
  GROUP BY cloud, account ORDER BY fail DESC, cloud, account LIMIT 10`

const evaluated = 'SELECT coalesce(sum(evaluated), 0) AS evaluated FROM resource_counters'

type ControlCounts = {
  readonly cid: number
  readonly criticality: Criticality
  readonly pass: number
  readonly fail: number
  readonly unknown: number
  readonly excepted: number
}

/** The statements that a summary is made of, for those who read it together with other rows. */
export const summaryStatements = [perControl, topAccounts, evaluated] as const

/** The figures that popup and dashboard show first, read from the counters. */
export async function readSummary(db: Database): Promise<Summary> {
  return toSummary(await db.client.batch([...summaryStatements], 'read'))
}

/** The answers to `summaryStatements`, as a summary. */
export function toSummary(answers: readonly { readonly rows: unknown }[]): Summary {
  const [controls = [], accounts = [], resources = []] = answers.map(({ rows }) => rows) as [
    ControlCounts[],
    { cloud: Cloud; account: string; fail: number }[],
    { evaluated: number }[],
  ]
  return {
    resources: resources[0]?.evaluated ?? 0,
    evaluations: {
      pass: total(controls, 'pass'),
      fail: total(controls, 'fail'),
      unknown: total(controls, 'unknown'),
      excepted: total(controls, 'excepted'),
    },
    byCriticality: byCriticality(controls.filter(({ fail }) => fail > 0)),
    topControls: controls
      .filter(({ fail }) => fail > 0)
      .slice(0, 10)
      .map(({ cid, fail }) => ({ cid, fail })),
    topAccounts: accounts.map(({ cloud, account, fail }) => ({ cloud, account, fail })),
  }
}

function byCriticality(failing: readonly ControlCounts[]): Summary['byCriticality'] {
  const counts = criticalities.map((criticality) => {
    const controls = failing.filter((control) => control.criticality === criticality)
    return [criticality, { controls: controls.length, failures: total(controls, 'fail') }]
  })
  return Object.fromEntries(counts)
}

const total = (controls: readonly ControlCounts[], result: keyof Posture) =>
  controls.reduce((sum, control) => sum + control[result], 0)
