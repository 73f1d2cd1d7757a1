import styles from './chip.module.css'
import { Icon } from './icon.tsx'
import { Name } from './name.tsx'

type Props = {
  /** What it narrows to: "Region: eu-west-1". */
  readonly label: string
  readonly onRemove: () => void
  /** "Remove the filter Region: eu-west-1". */
  readonly removeLabel: string
}

/** A filter that is on, and the way to take it off. */
export function Chip({ label, onRemove, removeLabel }: Props) {
  return (
    <span class={styles.chip}>
      <Name text={label} class={styles.text} />
      <button type="button" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  )
}
