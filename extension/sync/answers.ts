import Dexie, { type Table } from 'dexie'

/** What the worker answered to a read, kept so that it is there at once the next time, and when the worker is away. */
export type Answer = {
  /** Worker and address of the read. */
  readonly key: string
  /** When it was given, in milliseconds. */
  readonly at: number
  /** Where in the app it was asked for: what is read there first is read at once. */
  readonly place?: string
  readonly body: unknown
}

type Answers = Dexie & { readonly answers: Table<Answer, string> }

/** Answers that are kept: those of an app that is used all day, not an archive. */
const most = 500

/** Answers that one place needs: no view asks for more before it shows something. */
const atOnce = 40

let opened: Answers | undefined

function open(): Answers {
  if (opened) return opened
  const answers = new Dexie('plumbline-answers') as Answers
  answers.version(2).stores({ answers: 'key, at, place' })
  opened = answers
  return answers
}

export const readAnswer = (key: string): Promise<Answer | undefined> => open().answers.get(key)

/** What was asked for at a place of the app, as an address from `#` on. */
export const answersAt = (place: string): Promise<readonly Answer[]> =>
  open().answers.where('place').equals(place).limit(atOnce).toArray()

/** Keeps an answer; the oldest ones go. */
export async function keepAnswer(answer: Answer): Promise<void> {
  const { answers } = open()
  await answers.put(answer)
  const surplus = (await answers.count()) - most
  if (surplus > 0) await answers.bulkDelete(await answers.orderBy('at').limit(surplus).primaryKeys())
}

/** With the pairing goes all that was said under it. */
export const forgetAnswers = (): Promise<void> => open().answers.clear()
