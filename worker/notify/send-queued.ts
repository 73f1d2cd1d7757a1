import type { Secrets } from '../secrets.ts'
import type { Database } from '../store/database.ts'
import { noteTry, type Queued, readQueued, type Tried } from '../store/notifications/outbox.ts'
import { findChannel } from '../store/notifications.ts'
import { deliver } from './deliver.ts'
import { type Reach, SendError } from './reach.ts'
import { ReceiversRefusedError } from './receivers-refused.ts'

/** Messages that are under way at a time. */
const lanes = 10

/** Minutes before each further try: a day in all. Then it is given up. */
const waits = [1, 5, 15, 60, 180, 420, 720]

type Sending = {
  readonly db: Database
  readonly secrets: Secrets
  readonly reach: Reach
  readonly clock: () => Date
}

/**
 * Sends what is queued and due. Throws only where the database fails. An e-mail that reached some receivers goes to the
 * refused ones alone from then on, so that nobody gets it twice, and only while one of them was refused for now: a refusal
 * for good stays one (RFC 5321, 4.2.1). One that reached nobody is tried again whole, whatever the answer was: then the
 * fault may be the sender's or the server's. It is `sent` when all receivers have it.
 */
export async function sendQueued(sending: Sending): Promise<void> {
  const queued = await readQueued(sending.db, sending.clock(), lanes)
  await Promise.all(queued.map((one) => attempt(sending, one)))
}

async function attempt(sending: Sending, { id, channel: channelId, tries, message, only }: Queued): Promise<void> {
  const { db, secrets, reach, clock } = sending
  const channel = await findChannel(db, channelId)
  if (!channel) return
  const tried = await deliver({ channel, message, only, secrets, reach, now: clock() }).then(
    (): Tried => ({ state: 'sent' }),
    (error: unknown) => failed(error, { tries, only }, clock()),
  )
  await noteTry(db, id, tried, clock())
}

function failed(error: unknown, { tries, only }: Pick<Queued, 'tries' | 'only'>, now: Date): Tried {
  const wait = waits[tries]
  const refusal = error instanceof ReceiversRefusedError && error.hasReached ? error : undefined
  const without = only && !refusal ? ` Still without it: ${only.join(', ')}.` : ''
  const reason = { error: `${reasonOf(error)}${without}` }
  if (wait === undefined || refusal?.isFinal) return { state: 'given up', ...reason }
  return {
    ...{ state: 'queued', ...reason, next: new Date(now.getTime() + wait * 60_000) },
    ...(refusal && { only: refusal.refused.map(({ address }) => address) }),
  }
}

/** Why a message was not sent, in plain words and without what is secret. */
export function reasonOf(error: unknown): string {
  const isPlain = error instanceof SendError || (error instanceof Error && error.name === 'SecretsError')
  return isPlain ? error.message : 'The message could not be put together.'
}
