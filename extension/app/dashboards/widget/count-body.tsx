import { percent } from '../../../ui/percent.ts'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { text } from '../../text/widgets.ts'
import styles from './bodies.module.css'
import { addressOf } from './widget-address.ts'
import type { WidgetOf } from './widget-body.tsx'
import type { WidgetData } from './widget-data.ts'

/** One number, what it counts, and how much of it fails. */
export function CountBody({ widget, data }: { readonly widget: WidgetOf<'count'>; readonly data: WidgetData }) {
  const { count = 0, failing = 0, isPartial } = data
  const { list } = widget
  return (
    <div class={styles.count}>
      <p class={styles.figure}>
        <a href={addressOf(widget)}>
          {isPartial && <small>{text.atLeast} </small>}
          <b>{count.toLocaleString('en')}</b> <small>{text.unit(list, count)}</small>
        </a>
      </p>
      {count > 0 && (
        <>
          <p class={styles.detail}>
            {text.failing[list](failing)}, <bdi dir="ltr">{percent(failing, count)}</bdi>
          </p>
          <ShareBar
            counts={{ fail: failing, unknown: count - failing }}
            labels={shareLabels(list)}
            emptyLabel={text.none}
          />
        </>
      )}
    </div>
  )
}

/** What the parts of a share mean: what does not fail may have passed, or have no answer. */
export const shareLabels = (list: WidgetOf<'count'>['list']) => ({
  ...{ pass: '', fail: text.failingTitle[list], unknown: text.notFailing[list], excepted: '' },
})
