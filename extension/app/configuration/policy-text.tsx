import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { saveFile } from '../save-file.ts'
import { text } from '../text/configuration.ts'
import { Copy } from './copy.tsx'
import styles from './policy-text.module.css'

type Props = {
  /** What it is, for a person. */
  readonly title: string
  readonly content: string
  /** Name of the file that it can be saved as; none for a command. */
  readonly file?: string | undefined
}

/** A policy, a template or a command: to be read, copied and saved. */
export function PolicyText({ title, content, file }: Props) {
  return (
    <figure class={styles.figure}>
      <figcaption class={styles.caption}>
        <span>{title}</span>
        <span class={styles.actions}>
          <Copy text={content} what={title} />
          {file && (
            <IconButton label={text.downloadFile(file)} onClick={() => saveFile(file, content)}>
              <Icon name="download" />
            </IconButton>
          )}
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by keyboard */}
      <pre class={styles.text} tabIndex={0} dir="ltr">
        {content}
      </pre>
    </figure>
  )
}
