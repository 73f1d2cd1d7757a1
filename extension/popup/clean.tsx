import type { Status } from '../sync/messages.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { isDown } from './connector-groups.ts'
import { text } from './text.ts'

type Props = Pick<Status, 'connectors'> & {
  readonly summary: NonNullable<Status['summary']>
  /** False where something could not be judged. */
  readonly isSure: boolean
}

/** Nothing fails. What could not be read is no reason to be calm, so it is told as well. */
export function Clean({ summary, connectors, isSure }: Props) {
  const offline = connectors.filter(isDown).length
  return (
    <EmptyState title={isSure && offline === 0 ? text.clean : text.cleanSoFar}>
      <p>{text.cleanWhy(summary.resources)}</p>
      {offline > 0 && <p>{text.cleanOffline(offline)}</p>}
    </EmptyState>
  )
}
