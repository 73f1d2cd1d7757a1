import { useId } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { FileDrop } from '../../../ui/file-drop.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/configuration-connect.ts'
import type { KeyFile } from './form.ts'
import styles from './key-drop.module.css'
import { readKey } from './read-key.ts'

type Props = {
  readonly label: string
  readonly file: KeyFile | undefined
  readonly error: string | undefined
  readonly onKey: (key: KeyFile | undefined, error?: string) => void
}

/** Takes a service account's key: dropped, chosen or pasted. Once read, only what may be known of it is shown. */
export function KeyDrop({ label, file, error, onKey }: Props) {
  const id = useId()
  const take = (content: string, name?: string) => {
    const read = readKey(content, name)
    if (typeof read === 'string') onKey(undefined, read)
    else onKey(read)
  }
  const takeFile = async (chosen: File) => {
    // A film that was dropped by mistake is not read into memory.
    if (chosen.size > 1_000_000) return onKey(undefined, text.keyTooLarge)
    // One that is gone by now, or a folder, is told as one that holds no key.
    take(await chosen.text().catch(() => ''), chosen.name)
  }
  return (
    <fieldset class={styles.key} aria-describedby={`${id}-error`}>
      <legend class={styles.label}>{label}</legend>
      {file ? (
        <Known file={file} onRemove={() => onKey(undefined)} />
      ) : (
        <>
          <FileDrop
            label={label}
            drop={text.keyDrop}
            browse={text.keyBrowse}
            accept=".json,application/json"
            onFile={(chosen) => void takeFile(chosen)}
          />
          <Paste onText={take} />
        </>
      )}
      <p class={styles.error} id={`${id}-error`} aria-live="polite">
        {error}
      </p>
    </fieldset>
  )
}

function Known({ file: { name, size, key }, onRemove }: { readonly file: KeyFile; readonly onRemove: () => void }) {
  const facts = text.keyFacts(name ?? text.pasted, text.kilobytes(size), key.project_id)
  return (
    <div class={styles.known}>
      <span>
        <b>{text.keyOf(visibleText(key.client_email))}</b>
        <span class={styles.facts}>{visibleText(facts, 300)}</span>
      </span>
      <Button onClick={onRemove}>{text.keyRemove}</Button>
    </div>
  )
}

function Paste({ onText }: { readonly onText: (content: string) => void }) {
  const id = useId()
  const read = (event: { readonly currentTarget: HTMLTextAreaElement }) => {
    const content = event.currentTarget.value.trim()
    if (content === '') return
    event.currentTarget.value = ''
    onText(content)
  }
  return (
    <>
      <label class={styles.label} for={id}>
        {text.keyPaste}
      </label>
      <p class={styles.hint} id={`${id}-hint`}>
        {text.keyPasteHint}
      </p>
      <textarea
        id={id}
        class={styles.paste}
        rows={2}
        spellcheck={false}
        autocomplete="off"
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          if ((event as InputEvent).inputType === 'insertFromPaste' || event.currentTarget.value.trim().endsWith('}'))
            read(event)
        }}
        onChange={read}
      />
    </>
  )
}
