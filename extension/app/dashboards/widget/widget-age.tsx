import { Ago } from '../../../ui/ago.tsx'
import { text } from '../../text/widgets.ts'
import { useNow } from '../../use-now.ts'
import styles from './widget-card.module.css'
import type { WidgetData } from './widget-data.ts'

/** Connectors read within this time of each other are told as one. */
const together = 5 * 60_000

/** How old the data are that a widget counts, and when it counted them. Its line is there before the data are. */
export function WidgetAge({ data }: { readonly data: WidgetData | undefined }) {
  const now = useNow()
  if (!data) return <p class={styles.age}>&nbsp;</p>
  const { asked, scanned } = data
  return (
    <p class={styles.age}>
      {text.counted} <Ago iso={asked} now={now} /> · <Read {...scanned} now={now} />
      {scanned.never > 0 && ` · ${text.never(scanned.never)}`}
    </p>
  )
}

type ReadProps = WidgetData['scanned'] & { readonly now: Date }

function Read({ oldest, newest, now }: ReadProps) {
  if (!oldest || !newest) return <>{text.nothingRead}</>
  const isOne = Date.parse(newest) - Date.parse(oldest) < together
  return (
    <>
      {text.read} <Ago iso={oldest} now={now} />
      {!isOne && (
        <>
          {' '}
          {text.to} <Ago iso={newest} now={now} />
        </>
      )}
    </>
  )
}
