import { Ago } from '../ui/ago.tsx'
import { Spinner } from '../ui/spinner.tsx'
import styles from './freshness.module.css'
import { text } from './text/parts.ts'
import { useNow } from './use-now.ts'

type Props = { readonly at: Date | undefined; readonly isLoading?: boolean }

/** How old the figures beside it are, and whether newer ones are on the way. */
export function Freshness({ at, isLoading = false }: Props) {
  const now = useNow()
  return (
    <span class={styles.freshness} role="status">
      {isLoading && (
        <>
          <Spinner /> {at ? text.updating : text.loading}
        </>
      )}
      {!isLoading && at && (
        <>
          {/* The clock ticks now and then: what was read since the last tick is no older than now. */}
          {text.asOf} <Ago iso={at.toISOString()} now={at > now ? at : now} />
        </>
      )}
    </span>
  )
}
