import { connectorHints } from '../../shared/connector.ts'
import type { ConnectorStatus } from '../sync/messages.ts'
import styles from './connectors.module.css'
import { text } from './text.ts'

/** What the hints in a list mean, each told once below it. */
export function Hints({ of }: { readonly of: readonly ConnectorStatus[] }) {
  const shown = connectorHints.filter((hint) => of.some((connector) => connector.hint === hint))
  return (
    <>
      {shown.map((hint) => (
        <p key={hint} class={styles.note}>
          <b>{hint}:</b> {text.hint[hint]}
        </p>
      ))}
    </>
  )
}
