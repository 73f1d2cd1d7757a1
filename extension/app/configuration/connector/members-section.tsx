import { useMemo } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { ConnectorsTable } from '../list/connectors-table.tsx'
import { Trouble } from '../trouble.tsx'
import styles from './connector-page.module.css'

type Props = { readonly organization: Connector; readonly now: Date }

/** The accounts that an organization connector keeps. */
export function MembersSection({ organization, now }: Props) {
  const { data, problem, refresh } = useRead((api) => api.connectors, { query: { parent: organization.id } })
  const rows = useMemo(() => data && (data.items as readonly Connector[]).map((connector) => ({ connector })), [data])
  return (
    <section class={styles.section} aria-labelledby="connector-members">
      <h2 id="connector-members">{text.membersTitle}</h2>
      {problem && <Trouble problem={problem} onRetry={refresh} />}
      {!rows && !problem && <Skeleton width="60%" height="16px" />}
      {rows?.length === 0 && <p class={styles.quiet}>{text.noMembers}</p>}
      {rows && rows.length > 0 && <ConnectorsTable rows={rows} now={now} />}
    </section>
  )
}
