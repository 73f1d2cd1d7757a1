import styles from './side-panel.module.css'

type Props = {
  readonly label: string
  /** Width in px of what stands after it in the line. */
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onChange: (value: number) => void
}

type On<E> = E & { readonly currentTarget: HTMLElement }

/** The edge of a panel at the end of the line: dragged, or moved with the arrow keys, Home and End. */
export function ResizeHandle({ label, value, least, most, onChange }: Props) {
  const onKeyDown = (event: On<KeyboardEvent>) => {
    const step = (isRightToLeft(event.currentTarget) ? 1 : -1) * 32
    const steps: Record<string, number> = { ArrowRight: value + step, ArrowLeft: value - step, Home: least, End: most }
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    onChange(next)
  }
  const onPointerMove = (event: On<PointerEvent>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { clientWidth } = document.documentElement
    onChange(isRightToLeft(event.currentTarget) ? event.clientX : clientWidth - event.clientX)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      class={styles.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
    />
  )
}

const isRightToLeft = (element: Element) => getComputedStyle(element).direction === 'rtl'
