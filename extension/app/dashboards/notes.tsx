import { absoluteTime } from '../../ui/relative-time.ts'
import { place } from '../address.ts'
import { text } from '../text/dashboards.ts'
import { text as frame } from '../text/frame.ts'
import { useNow } from '../use-now.ts'
import styles from './board-page.module.css'

/** What is to be known of the figures: that the choice of account and dates above leaves them as they are; on paper, their age. */
export function Notes({ figuresAt }: { readonly figuresAt: Date | undefined }) {
  const now = useNow()
  const { cloud, account, range } = place.value.scope
  const narrowed = [cloud && frame.clouds[cloud], account, range && text.dates].filter(Boolean).join(', ')
  return (
    <>
      {narrowed && <p class={styles.note}>{text.wide(narrowed)}</p>}
      <p class={styles.printed}>
        {text.printed(absoluteTime(now.toISOString()))}{' '}
        {figuresAt && text.printedFigures(absoluteTime(figuresAt.toISOString()))} {text.printedScope}
      </p>
    </>
  )
}
