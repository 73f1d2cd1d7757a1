import { randomUUID } from 'node:crypto'
import type { Digest, NotificationMessage, NotificationRule } from '../../shared/notification.ts'
import { parseQuery } from '../../shared/query/parse.ts'
import type { Vocabulary } from '../../shared/query/token.ts'
import type { ReportSchedule } from '../../shared/report.ts'
import type { Secrets } from '../secrets.ts'
import type { Database } from '../store/database.ts'
import { beginLooking, readMarks, stopLooking } from '../store/notifications/marks.ts'
import { forgetOld, post, readDue } from '../store/notifications/outbox.ts'
import { listRules, type StoredChannel } from '../store/notifications.ts'
import { deliver } from './deliver.ts'
import { lookAtConnectors, type ReadRule } from './look-at-connectors.ts'
import { lookAtOthers } from './look-at-others.ts'
import { checkUrl } from './post-json.ts'
import type { Reach } from './reach.ts'
import { mergeSections } from './sections.ts'
import { reasonOf, sendQueued } from './send-queued.ts'
import { subjectOf } from './words.ts'

type Options = {
  readonly database: Database
  readonly secrets: Secrets
  readonly reach: Reach
  readonly clock: () => Date
  /** What queries may name. */
  readonly types: ReadonlyMap<string, NonNullable<Vocabulary['types']>[number]>
  readonly mandates: NonNullable<Vocabulary['mandates']>
  /** The first time after a moment that a schedule names. */
  readonly nextTime: (schedule: ReportSchedule, after: Date) => Date
  /** Milliseconds between two looks; without it nobody looks by itself. */
  readonly every?: number
  /** Told what goes wrong; the next look goes on. */
  readonly onError?: (error: unknown) => void
}

export type Notifier = {
  /** Finds what is news, puts messages together and sends those that are due. */
  readonly look: () => Promise<void>
  /** Why an address for messages cannot be one; whether it may be reached is seen when a message is sent. */
  readonly refusal: (url: string) => string | undefined
  /** Sends a test to a channel, and answers why it could not be sent. */
  readonly test: (channel: StoredChannel) => Promise<string | undefined>
  /** Ends after the look under way. */
  readonly stop: () => Promise<void>
}

/**
 * Tells people what has changed. All that it knows is in the database, so that a restart neither forgets nor repeats; what
 * was sent in the moment of a crash may come again, with the same id. Runs never wait for it.
 */
export function createNotifier({ every, onError = () => {}, ...options }: Options): Notifier {
  let looking: Promise<void> | undefined
  const look = () => {
    looking ??= lookOnce(options).finally(() => {
      looking = undefined
    })
    return looking
  }
  const timer = every === undefined ? undefined : setInterval(() => look().catch(onError), every)
  return {
    look,
    refusal: (url) => refusalOf(() => checkUrl(url, options.reach)),
    async test(channel) {
      const { secrets, reach, clock } = options
      const message: NotificationMessage = { id: randomUUID(), type: 'test', at: clock().toISOString(), sections: [] }
      return deliver({ channel, message, secrets, reach, now: clock() }).then(() => undefined, reasonOf)
    },
    async stop() {
      clearInterval(timer)
      await looking?.catch(() => {})
    },
  }
}

function refusalOf(check: () => unknown): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

type Lookout = Omit<Options, 'every' | 'onError'>

async function lookOnce(options: Lookout): Promise<void> {
  const { database: db, clock } = options
  const rules = (await listRules(db)).filter(({ enabled }) => enabled)
  if (rules.length > 0) await findNews(options, rules)
  else await stopLooking(db)
  await putTogether(db, rules, clock())
  await sendQueued({ ...options, db })
  await forgetOld(db, clock())
}

async function findNews(
  { database: db, clock, types, mandates, nextTime }: Lookout,
  rules: readonly NotificationRule[],
) {
  const now = clock()
  const marks = await readMarks(db)
  if (!marks) return void (await db.write(beginLooking(now)))
  const read = rules.map((rule): ReadRule => {
    if (rule.query === '') return rule
    const found = parseQuery(rule.query, 'evaluations', { now, types: [...types.values()], mandates })
    // A word that was known when the rule was made, and is not any more: nothing is told rather than everything.
    return { ...rule, parsed: 'query' in found ? found.query : { kind: 'false' } }
  })
  const dueOf = ({ digest }: NotificationRule) => dueTime(digest, now, nextTime)
  await lookAtConnectors({ db, rules: read, dueOf }, marks)
  await lookAtOthers({ db, rules, dueOf }, marks)
}

function dueTime(digest: Digest, now: Date, nextTime: Options['nextTime']): Date {
  if (digest.every === 'run') return now
  const hour = 3_600_000
  return digest.every === 'hour' ? new Date((Math.floor(now.getTime() / hour) + 1) * hour) : nextTime(digest, now)
}

/** Makes one message of all that is due for a rule; what was gathered for one that is off is dropped. */
async function putTogether(db: Database, rules: readonly NotificationRule[], now: Date): Promise<void> {
  for (const [id, { sections, nos }] of await readDue(db, now)) {
    const rule = rules.find((one) => one.id === id)
    const message: NotificationMessage = {
      ...{ id: randomUUID(), type: 'notification', at: now.toISOString() },
      ...(rule ? { rule: { id, name: rule.name } } : {}),
      sections: mergeSections(sections),
    }
    await post(db, nos, { message, subject: subjectOf(message), channels: rule?.channels ?? [] })
  }
}
