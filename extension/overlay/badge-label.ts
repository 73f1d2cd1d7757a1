import type { Hit } from '../sync/messages.ts'
import { visibleText } from '../ui/visible-text.ts'
import { text } from './text.ts'

/** What a badge is called: `2 failed controls, worst HIGH: bucket-name`. */
export function badgeLabel({ resource, failing, unknown, worst }: Hit): string {
  const name = visibleText(resource.name || resource.id, 200)
  if (failing === 0) return `${text.unknown(unknown)}: ${name}`
  const also = unknown > 0 ? `, ${text.alsoUnknown(unknown)}` : ''
  return `${text.failed(failing)}, ${text.worst(worst)}${also}: ${name}`
}

/** What it shows: a count with at most two digits; a question mark where nothing failed, but not all could be read. */
export const badgeText = ({ failing }: Hit) => (failing === 0 ? '?' : failing > 99 ? '99+' : String(failing))

/** Which form and colour it has. */
export const badgeKind = ({ failing, worst }: Hit) => (failing === 0 ? 'UNKNOWN' : worst)
