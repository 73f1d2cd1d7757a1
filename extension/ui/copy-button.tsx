import { useEffect, useState } from 'preact/hooks'
import { Button, IconButton } from './button.tsx'
import styles from './copy-button.module.css'
import { Icon } from './icon.tsx'

type Props = {
  /** What is copied. */
  readonly text: string
  /** "Copy", or what in particular. */
  readonly label: string
  /** "Copied". */
  readonly copiedLabel: string
  /** "Could not be copied: mark it and press Ctrl C". */
  readonly failedLabel: string
  /** Only the drawing is shown. */
  readonly isSmall?: boolean | undefined
  readonly tabIndex?: number | undefined
}

/** Copies a text, and says whether it did. */
export function CopyButton({ text, label, copiedLabel, failedLabel, isSmall, tabIndex }: Props) {
  const [outcome, setOutcome] = useState<string>()
  useEffect(() => {
    if (outcome === undefined) return undefined
    const timer = setTimeout(() => setOutcome(undefined), 2500)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome(copiedLabel),
      () => setOutcome(failedLabel),
    )
  const icon = <Icon name={outcome === copiedLabel ? 'check' : 'copy'} />
  return (
    <span class={styles.copy}>
      {isSmall ? (
        <IconButton label={label} onClick={copy} tabIndex={tabIndex}>
          {icon}
        </IconButton>
      ) : (
        <Button onClick={copy} tabIndex={tabIndex}>
          {icon}
          {label}
        </Button>
      )}
      <span class={outcome === undefined ? styles.hidden : styles.outcome} role="status">
        {outcome}
      </span>
    </span>
  )
}
