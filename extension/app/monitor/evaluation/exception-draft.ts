import type { ExceptionKind } from '../../../../shared/exception.ts'
import { endProblem } from '../../../../shared/exception-end.ts'
import { text } from '../../text/monitor.ts'

/** An exception as it is filled in. */
export type Draft = {
  readonly kind: ExceptionKind
  readonly reason: string
  readonly owner: string
  /** A day, `2027-01-31`; empty where none was given. */
  readonly ends: string
}

export type DraftErrors = { readonly [Name in keyof Draft]?: string | undefined }

/** The last moment of a day as the reader counts days; nothing for what is no day. */
export function endOfDay(day: string): string | undefined {
  const end = new Date(`${day}T23:59:59`)
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString()
}

/** What is missing or wrong, field by field; nothing where it can be sent. */
export function errorsOf({ kind, reason, owner, ends }: Draft, now: Date): DraftErrors | undefined {
  const errors = {
    reason: reason.trim() ? undefined : text.needed,
    owner: owner.trim() ? undefined : text.needed,
    ends: endProblem(kind, endOfDay(ends), now),
  }
  return Object.values(errors).some(Boolean) ? errors : undefined
}
