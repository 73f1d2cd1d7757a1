import type { NotificationRule, Section } from '../../shared/notification.ts'
import type { Query } from '../../shared/query/query.ts'
import type { Database } from '../store/database.ts'
import { type ChangedEvaluation, changesOf, thatMeet } from '../store/notifications/changes.ts'
import { type Look, type LookedAt, type Marks, readLooks, setLook } from '../store/notifications/marks.ts'
import { addItem } from '../store/notifications/outbox.ts'
import { toCondition } from '../store/query/to-condition.ts'
import { readSeq } from '../store/seq.ts'
import { asked, createTally } from './tally.ts'

/** A rule with its query read; `query` is absent where it asks for all. */
export type ReadRule = NotificationRule & { readonly parsed?: Query | undefined }

type Looking = {
  readonly db: Database
  readonly rules: readonly ReadRule[]
  readonly dueOf: (rule: NotificationRule) => Date
}

/** Looks at the connectors that a run of has ended, or whose state is another one, and leaves items of what is news. */
export async function lookAtConnectors(looking: Looking, marks: Marks): Promise<void> {
  // In this order: what a run that has ended wrote is up to the head then, and bears no time after the run's end.
  const connectors = await readLooks(looking.db)
  const head = await readSeq(looking.db)
  for (const connector of connectors) {
    const before = connector.look ?? firstLook(connector, marks.begin, head)
    const hasRun = connector.lastRun !== undefined && connector.lastRun > (before.run ?? marks.begin.since)
    const state = isSettled(connector.state) ? connector.state : before.state
    if (connector.look && !hasRun && state === before.state) continue
    const run = hasRun ? connector.lastRun : undefined
    const after: Look = run === undefined ? { ...before, state } : { seq: head, since: run, run, state }
    const findings = run !== undefined ? await findingsOf(looking, connector.no, { before, head }) : []
    const items = [...findings, ...stateItems(looking, connector, before.state)]
    const statements = items.map(({ rule, section }) => addItem(rule.id, looking.dueOf(rule), section))
    await looking.db.write([setLook(connector.no, after), ...statements])
  }
}

const isSettled = (state: string) => state === 'Online' || state === 'Offline'

/** Of a connector that was there when looking began, the state is known; of a new one, nothing is. */
const firstLook = ({ created, state, lastRun }: LookedAt, begin: Look, head: number): Look =>
  created <= begin.since
    ? { ...begin, ...(isSettled(state) ? { state } : {}) }
    : { ...begin, ...(lastRun === undefined ? { seq: head } : {}) }

type Item = { readonly rule: ReadRule; readonly section: Section }

async function findingsOf(
  { db, rules }: Looking,
  connector: number,
  { before, head }: { readonly before: Look; readonly head: number },
): Promise<readonly Item[]> {
  const tallies = rules.map((rule) => ({ rule, tally: createTally() }))
  const span = { connector, after: before.seq, upTo: head, since: before.since }
  for await (const page of changesOf(db, span)) {
    for (const { rule, tally } of tallies) tally.add(await wanted(db, rule, page))
  }
  return tallies.flatMap(({ rule, tally }) => tally.sections().map((section) => ({ rule, section })))
}

async function wanted(
  db: Database,
  rule: ReadRule,
  page: readonly ChangedEvaluation[],
): Promise<readonly ChangedEvaluation[]> {
  const own = asked(rule, page)
  return rule.parsed && own.length > 0 ? thatMeet(db, own, toCondition(rule.parsed, 'evaluations')) : own
}

/** A connector that is Online for the first time is as it should be. */
function stateItems({ rules }: Looking, { name, account, state, reason }: LookedAt, told: string | undefined): Item[] {
  if (!isSettled(state) || state === told || (told === undefined && state === 'Online')) return []
  const note = `The connector ${name}${account ? ` (${account})` : ''} is ${state}${reason ? `: ${reason}` : '.'}`
  const section: Section = { event: 'connector state', total: 1, notes: [note] }
  return rules.filter(({ events }) => events.includes('connector state')).map((rule) => ({ rule, section }))
}
