import styles from './severity-mark.module.css'

export type Severity = 'HIGH' | 'MEDIUM' | 'LOW' | 'UNKNOWN'

type Props = {
  readonly severity: Severity
  /** What a screen reader says; without it the mark is decoration beside a text that says the same. */
  readonly label?: string
}

const shapes: Readonly<Record<Severity, string>> = {
  HIGH: 'M6.2 1.5h7.6l4.7 4.7v7.6l-4.7 4.7H6.2l-4.7-4.7V6.2z',
  MEDIUM: 'M10 1l9 9-9 9-9-9z',
  LOW: 'M10 1.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z',
  UNKNOWN: 'M4 2.5h12A1.5 1.5 0 0 1 17.5 4v12a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 16V4A1.5 1.5 0 0 1 4 2.5z',
}

const letters: Readonly<Record<Severity, string>> = { HIGH: 'H', MEDIUM: 'M', LOW: 'L', UNKNOWN: '?' }

/** Shape, letter and colour: each tells the severity alone. */
export function SeverityMark({ severity, label }: Props) {
  return (
    <svg
      class={`${styles.mark} ${styles[severity]}`}
      viewBox="0 0 20 20"
      role="img"
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={shapes[severity]} />
      <text x="10" y="14" text-anchor="middle">
        {letters[severity]}
      </text>
    </svg>
  )
}
