import { useLayoutEffect } from 'preact/hooks'
import button from './button.module.css'
import { Button, IconButton } from './button.tsx'
import { Checkbox } from './checkbox.tsx'
import { Icon } from './icon.tsx'
import styles from './popup.module.css'
import { usePopup } from './use-popup.ts'

/** A column, as far as it is chosen and ordered. */
export type ColumnChoice = { readonly id: string; readonly title: string; readonly isHidden?: boolean | undefined }

type Props<Choice extends ColumnChoice> = {
  /** "Columns". */
  readonly label: string
  /** In their order, the hidden ones too. */
  readonly columns: readonly Choice[]
  readonly onChange: (columns: readonly Choice[]) => void
  /** "Move Region up". */
  readonly upLabel: (title: string) => string
  readonly downLabel: (title: string) => string
  /** Something else of a row always stays: all of these can be taken away. */
  readonly canHideAll?: boolean | undefined
  /** Goes back to what was there at first. */
  readonly reset?: { readonly label: string; readonly onReset: () => void } | undefined
}

/** Chooses the columns of a table and their order. The last one stays, unless something beside them does. */
export function ColumnsMenu<Choice extends ColumnChoice>(props: Props<Choice>) {
  const { label, columns, onChange, upLabel, downLabel, canHideAll = false, reset } = props
  const { isOpen, open, close, button: opener, popup } = usePopup()
  useLayoutEffect(() => {
    if (isOpen) popup.current?.querySelector('input')?.focus({ preventScroll: true })
  }, [isOpen, popup])
  const shown = columns.filter(({ isHidden }) => !isHidden).length
  const show = (id: string, isShown: boolean) =>
    onChange(columns.map((column) => (column.id === id ? { ...column, isHidden: !isShown } : column)))
  return (
    <>
      <button
        type="button"
        ref={opener}
        class={`${button.button} ${button.plain}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : open())}
      >
        <Icon name="columns" />
        {label}
      </button>
      {isOpen && (
        <div ref={popup} popover="manual" class={styles.popup} role="dialog" aria-label={label}>
          {columns.map(({ id, title, isHidden }, at) => (
            <div key={id} class={styles.column}>
              <Checkbox
                label={title}
                isChecked={!isHidden}
                disabled={!canHideAll && !isHidden && shown === 1}
                onChange={(isShown) => show(id, isShown)}
              />
              <IconButton label={upLabel(title)} disabled={at === 0} onClick={() => onChange(swapped(columns, at - 1))}>
                <Icon name="up" />
              </IconButton>
              <IconButton
                label={downLabel(title)}
                disabled={at === columns.length - 1}
                onClick={() => onChange(swapped(columns, at))}
              >
                <Icon name="down" />
              </IconButton>
            </div>
          ))}
          {reset && (
            <Button kind="quiet" onClick={reset.onReset}>
              {reset.label}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

/** The same with two neighbours changed over. */
function swapped<T>(all: readonly T[], at: number): readonly T[] {
  return [...all.slice(0, at), ...all.slice(at, at + 2).reverse(), ...all.slice(at + 2)]
}
