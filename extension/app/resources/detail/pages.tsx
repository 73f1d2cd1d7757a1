import { Button } from '../../../ui/button.tsx'
import { setParams } from '../../address.ts'
import { text } from '../../text/resources.ts'
import styles from './plain-table.module.css'

type Props = { readonly page: number; readonly size: number; readonly total: number }

/** Which rows of a list are on show, and the way to the others; nothing where one page holds them all. */
export function Pages({ page, size, total }: Props) {
  if (total <= size) return null
  const first = (page - 1) * size + 1
  const last = Math.min(page * size, total)
  const go = (to: number) => setParams({ page: to === 1 ? undefined : String(to) })
  return (
    <div class={styles.pages}>
      <span>{text.page(first, last, total)}</span>
      <Button disabled={page === 1} onClick={() => go(page - 1)}>
        {text.previous}
      </Button>
      <Button disabled={last === total} onClick={() => go(page + 1)}>
        {text.next}
      </Button>
    </div>
  )
}
