import { useState } from 'preact/hooks'
import styles from './copy-button.module.css'

type Props = {
  readonly text: string
  /** What is copied, for a screen reader: "Copy the command". */
  readonly label: string
}

/** Copies a text and says that it did. */
export function CopyButton({ text, label }: Props) {
  const [done, setDone] = useState('')
  const copy = async () => {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    setDone(isCopied ? 'Copied' : 'Not copied: select the text instead')
    setTimeout(setDone, 2000, '')
  }
  return (
    <span class={styles.copy}>
      <span role="status">{done}</span>
      <button type="button" aria-label={label} onClick={copy}>
        Copy
      </button>
    </span>
  )
}
