import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../../../ui/icon.tsx'
import styles from './opening-row.module.css'

type Props = {
  /** What the button opens: "Evidence of …". */
  readonly label: string
  /** The cells after the one with the button. */
  readonly cells: ComponentChildren
  /** How many these are. */
  readonly columns: number
  /** What opens below them. */
  readonly children: ComponentChildren
}

/** A row of a table that opens; what is closed is not drawn. */
export function OpeningRow({ label, cells, columns, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <tr>
        <td class={styles.opener}>
          <button
            type="button"
            class={styles.toggle}
            aria-expanded={isOpen}
            aria-label={label}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'down' : 'forward'} isDirected />
          </button>
        </td>
        {cells}
      </tr>
      {isOpen && (
        <tr>
          <td />
          <td colSpan={columns} class={styles.opened}>
            {children}
          </td>
        </tr>
      )}
    </>
  )
}
