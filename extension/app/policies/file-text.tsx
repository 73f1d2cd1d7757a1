import { CopyButton } from '../../ui/copy-button.tsx'
import { text } from '../text/policies.ts'
import styles from './policies.module.css'

/** A file that can be read and copied, with the numbers of its lines. */
export function FileText({ label, content }: { readonly label: string; readonly content: string }) {
  const lines = content.trimEnd().split('\n')
  return (
    <div class={styles.file}>
      <div class={styles.fileCopy}>
        <CopyButton
          text={content}
          label={text.copyText}
          copiedLabel={text.copied}
          failedLabel={text.notCopied}
          isSmall
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by key */}
      <section class={styles.fileScroll} aria-label={label} tabIndex={0}>
        <pre class={styles.gutter} aria-hidden="true">
          {lines.map((_, index) => index + 1).join('\n')}
        </pre>
        <pre class={styles.fileText} dir="ltr">
          {lines.join('\n')}
        </pre>
      </section>
    </div>
  )
}
