import { buildConsoleUrl } from '../../../../shared/console-links/index.ts'
import { Ago } from '../../../ui/ago.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Name } from '../../../ui/name.tsx'
import { absoluteTime } from '../../../ui/relative-time.ts'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import type { Detail } from './detail.ts'
import styles from './head.module.css'

type Props = { readonly resource: Detail; readonly at: Date | undefined; readonly now: Date }

/** What it is, its id, how old what is told of it is, and the way to its page in the console. */
export function Head({ resource, at, now }: Props) {
  const labelOf = useTypeLabels()
  const { id, type, gone } = resource
  return (
    <>
      <div class={styles.head}>
        <div class={styles.names}>
          <span class={styles.type}>{labelOf(type)}</span>
          <span class={styles.id}>
            <Name text={id} />
          </span>
          <CopyButton text={id} label={text.copyId} copiedLabel={text.copied} failedLabel={text.copyFailed} isSmall />
        </div>
        <ConsoleLink resource={resource} />
      </div>
      <p class={styles.age}>
        {text.firstDiscovered} <Ago iso={resource.firstDiscovered} now={now} />
        {' · '}
        {text.lastFound.toLowerCase()} <Ago iso={resource.lastFound} now={now} />
        {at && (
          <>
            {' · '}
            {text.read.toLowerCase()} <Ago iso={at.toISOString()} now={now} />
          </>
        )}
      </p>
      {gone && (
        <div class={styles.gone} role="note">
          <strong>{text.goneTitle}.</strong> {text.gone(absoluteTime(gone))}
        </div>
      )}
    </>
  )
}

function ConsoleLink({ resource }: { readonly resource: Detail }) {
  const link = buildConsoleUrl(resource)
  if (!link) return <span class={styles.age}>{text.noConsole}</span>
  return (
    <a class={styles.console} href={link.url} target="_blank" rel="noreferrer">
      {text.console[link.precision]} <Icon name="outside" />
    </a>
  )
}
