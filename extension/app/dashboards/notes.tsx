import { absoluteTime } from '../../ui/relative-time.ts'
import { place } from '../address.ts'
import { text } from '../text/dashboards.ts'
import { useNow } from '../use-now.ts'
import styles from './board-page.module.css'

/** What is to be known of the figures: that the choice of dates above leaves them as they are; on paper, their age. */
export function Notes({ figuresAt }: { readonly figuresAt: Date | undefined }) {
  const now = useNow()
  return (
    <>
      {place.value.scope.range && <p class={styles.note}>{text.allDates}</p>}
      <p class={styles.printed}>
        {text.printed(absoluteTime(now.toISOString()))}{' '}
        {figuresAt && text.printedFigures(absoluteTime(figuresAt.toISOString()))} {text.printedScope}
      </p>
    </>
  )
}
