import { criticalities } from '../../shared/evaluation.ts'
import type { NotificationEvent, NotificationMessage, Section, ToldFinding } from '../../shared/notification.ts'

const nouns: Readonly<Record<NotificationEvent, readonly [one: string, many: string]>> = {
  'new failure': ['new failure', 'new failures'],
  reopened: ['reopened finding', 'reopened findings'],
  fixed: ['fixed finding', 'fixed findings'],
  'connector state': ['connector changed its state', 'connectors changed their state'],
  'report run': ['report run ended', 'report runs ended'],
  'exception ended': ['exception ended', 'exceptions ended'],
}

const counted = (count: number, [one, many]: readonly [string, string]) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** A section in one line: `5,000 new failures (12 HIGH, 4,988 LOW)`. */
export function headOf({ event, total, byCriticality }: Section): string {
  const parts = criticalities.flatMap((one) => {
    const count = byCriticality?.[one] ?? 0
    return count > 0 ? [`${count.toLocaleString('en')} ${one}`] : []
  })
  return `${counted(total, nouns[event])}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`
}

/** What a section does not list: `and 4,980 more`. */
export function restOf({ total, findings = [], notes = [] }: Section): string | undefined {
  const rest = total - findings.length - notes.length
  return rest > 0 ? `and ${rest.toLocaleString('en')} more, which Plumbline lists` : undefined
}

/** A message in one line. */
export function subjectOf({ type, sections }: Pick<NotificationMessage, 'type' | 'sections'>): string {
  if (type === 'test') return 'Plumbline: a test'
  return `Plumbline: ${sections.map(({ event, total }) => counted(total, nouns[event])).join(', ')}`
}

/** What a test says, in place of sections. */
export const testText = 'This is a test. Notifications of Plumbline reach this place.'

export const placeOf = ({ account, region }: ToldFinding): string => `${account}, ${region}`

/** A text of the clouds or of people, on one line and of bounded length. */
export const short = (text: string, most: number): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line
}
