import type { Secrets } from '../secrets.ts'
import type { Database } from '../store/database.ts'
import { noteTry, type Queued, readQueued, type Tried } from '../store/notifications/outbox.ts'
import { findChannel } from '../store/notifications.ts'
import { deliver } from './deliver.ts'
import { type Reach, SendError } from './reach.ts'

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

/** Sends what is queued and due. Throws only where the database fails. */
export async function sendQueued(sending: Sending): Promise<void> {
  const queued = await readQueued(sending.db, sending.clock(), lanes)
  await Promise.all(queued.map((one) => attempt(sending, one)))
}

async function attempt(sending: Sending, { id, channel: channelId, tries, message }: Queued): Promise<void> {
  const { db, secrets, reach, clock } = sending
  const channel = await findChannel(db, channelId)
  if (!channel) return
  const tried = await deliver({ channel, message, secrets, reach, now: clock() }).then(
    (): Tried => ({ state: 'sent' }),
    (error: unknown) => failed(error, tries, clock()),
  )
  await noteTry(db, id, tried, clock())
}

function failed(error: unknown, tries: number, now: Date): Tried {
  const wait = waits[tries]
  const reason = { error: reasonOf(error) }
  if (wait === undefined) return { state: 'given up', ...reason }
  return { state: 'queued', ...reason, next: new Date(now.getTime() + wait * 60_000) }
}

/** Why a message was not sent, in plain words and without what is secret. */
export function reasonOf(error: unknown): string {
  const isPlain = error instanceof SendError || (error instanceof Error && error.name === 'SecretsError')
  return isPlain ? error.message : 'The message could not be put together.'
}
