import { buildConsoleUrl } from '../../../../shared/console-links/index.ts'
import { Icon } from '../../../ui/icon.tsx'
import { text } from '../../text/resources.ts'
import type { Detail } from './detail.ts'
import styles from './head.module.css'

/** The way to its page in the console. */
export function ConsoleLink({ resource }: { readonly resource: Detail }) {
  const link = buildConsoleUrl(resource)
  if (!link) return <span class={styles.quiet}>{text.noConsole}</span>
  return (
    <a class={styles.console} href={link.url} target="_blank" rel="noreferrer">
      {text.console[link.precision]} <Icon name="outside" />
    </a>
  )
}
