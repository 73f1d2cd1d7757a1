import { useRef, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import styles from './file-drop.module.css'

type Props = {
  /** What the file is, for screen readers. */
  readonly label: string
  readonly drop: string
  readonly browse: string
  readonly accept: string
  readonly onFile: (file: File) => void
}

/** Takes a file that is dropped or chosen. */
export function FileDrop({ label, drop, browse, accept, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button does the same
    <div
      class={`${styles.drop} ${isOver ? styles.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      }}
    >
      <span>{drop}</span>
      <Button onClick={() => input.current?.click()}>{browse}</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={({ currentTarget }) => {
          take(currentTarget.files)
          currentTarget.value = ''
        }}
      />
    </div>
  )
}
