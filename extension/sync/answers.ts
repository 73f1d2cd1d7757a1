import Dexie, { type Table } from 'dexie'

/** What the worker answered to a read, kept so that it is there at once the next time, and when the worker is away. */
export type Answer = {
  /** Worker and address of the read. */
  readonly key: string
  /** When it was given, in milliseconds. */
  readonly at: number
  readonly body: unknown
}

type Answers = Dexie & { readonly answers: Table<Answer, string> }

/** Answers that are kept: those of an app that is used all day, not an archive. */
const most = 500

let opened: Answers | undefined

function open(): Answers {
  if (opened) return opened
  const answers = new Dexie('plumbline-answers') as Answers
  answers.version(1).stores({ answers: 'key, at' })
  opened = answers
  return answers
}

/** Opens the store, so that the first answer need not wait for it. Without a store there are no answers from before. */
export const openAnswers = (): Promise<unknown> =>
  open()
    .open()
    .catch(() => undefined)

export const readAnswer = (key: string): Promise<Answer | undefined> => open().answers.get(key)

/** Keeps an answer; the oldest ones go. */
export async function keepAnswer(answer: Answer): Promise<void> {
  const { answers } = open()
  await answers.put(answer)
  const surplus = (await answers.count()) - most
  if (surplus > 0) await answers.bulkDelete(await answers.orderBy('at').limit(surplus).primaryKeys())
}

/** With the pairing goes all that was said under it. */
export const forgetAnswers = (): Promise<void> => open().answers.clear()
