import { Ago } from '../../ui/ago.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { text } from '../text/monitor.ts'
import { useNow } from '../use-now.ts'
import styles from './freshness.module.css'

type Props = { readonly at: Date | undefined; readonly isLoading: boolean }

/** How old the figures beside it are, and whether newer ones are on the way. */
export function Freshness({ at, isLoading }: Props) {
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
          {text.asOf} <Ago iso={at.toISOString()} now={now} />
        </>
      )}
    </span>
  )
}
