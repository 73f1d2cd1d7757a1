import { useEffect, useRef } from 'preact/hooks'
import type { AwsConnectorType } from '../../shared/connector.ts'
import { criticalities } from '../../shared/evaluation.ts'
import type { Status } from '../sync/messages.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ListRow } from '../ui/list-row.tsx'
import { Name } from '../ui/name.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { Tile } from '../ui/tile.tsx'
import { Clean } from './clean.tsx'
import { Connectors } from './connectors.tsx'
import { Footer } from './footer.tsx'
import { KeyList } from './key-list.tsx'
import styles from './overview.module.css'
import type { Store, View } from './store.ts'
import { text } from './text.ts'

type Props = {
  readonly store: Store
  readonly onSidePanel?: () => void
}

/** What fails, by criticality, control and account, and how the connectors are. Shown from one cached row. */
export function Overview({ store, onSidePanel }: Props) {
  const status = store.status.value
  const main = useRef<HTMLElement>(null)
  const buttons = () => [...(main.current?.querySelectorAll('button') ?? [])]
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the overview returns, and only then
  useEffect(() => {
    const { at } = store.views.value.at(-1) ?? {}
    if (at !== undefined) buttons()[at]?.focus()
  }, [])
  const open = (view: View) => store.open(view, buttons().indexOf(document.activeElement as HTMLButtonElement))

  if (!status) return null
  return (
    <main class={styles.overview} ref={main}>
      <Posture status={status} onOpen={open} />
      <Connectors connectors={status.connectors} now={store.now.value} />
      <Footer status={status} onUnpair={store.unpair} onSignIn={store.signIn} {...(onSidePanel && { onSidePanel })} />
    </main>
  )
}

type PostureProps = {
  readonly status: Status
  readonly onOpen: (view: View) => void
}

/** An organization connector reads nothing by itself. */
const judgesNone: ReadonlySet<AwsConnectorType> = new Set(['inventory', 'assessment', 'organization'])

function Posture({ status, onOpen }: PostureProps) {
  const { summary, connectors } = status
  if (!summary || summary.resources === 0) {
    if (status.syncing && !status.synced) {
      return (
        <EmptyState title={text.firstSync}>
          <p>{text.firstSyncWhy}</p>
        </EmptyState>
      )
    }
    const isLonely = connectors.length === 0 && status.synced !== undefined
    return (
      <EmptyState title={isLonely ? text.noConnectors : text.noData}>
        <p>{isLonely ? text.noConnectorsWhy : text.noDataWhy}</p>
        {isLonely && (
          <a href="/app.html#/configuration/new" target="_blank" rel="noopener">
            {text.connect}
          </a>
        )}
      </EmptyState>
    )
  }
  const { pass, fail, unknown } = summary.evaluations
  if (pass + fail + unknown === 0) {
    return (
      <EmptyState title={text.judgedNone}>
        <p>{text.judgedNoneWhy(summary.resources)}</p>
        {connectors.every(({ type }) => type !== undefined && judgesNone.has(type)) && <p>{text.judgesNone}</p>}
      </EmptyState>
    )
  }
  return (
    <>
      {fail === 0 ? (
        <Clean isSure={unknown === 0} {...{ summary, connectors }} />
      ) : (
        <Failing {...{ status, summary, onOpen }} />
      )}
      {unknown > 0 && (
        <p class={styles.unknown}>
          <SeverityMark severity="UNKNOWN" />
          {text.unknownSome(unknown)}
        </p>
      )}
    </>
  )
}

function Failing({ status, summary, onOpen }: PostureProps & { readonly summary: NonNullable<Status['summary']> }) {
  const open = (title: string, query: Extract<View, { kind: 'findings' }>['query']) =>
    onOpen({ kind: 'findings', title, query })
  return (
    <>
      <section aria-label={text.failedControls}>
        <h2>{text.failedControls}</h2>
        <div class={styles.tiles}>
          {criticalities.map((criticality) => (
            <Tile
              key={criticality}
              label={text.criticality[criticality]}
              mark={<SeverityMark severity={criticality} />}
              value={summary.byCriticality[criticality].controls}
              detail={text.failures(summary.byCriticality[criticality].failures)}
              onOpen={() => open(text.criticalityOf[criticality], { criticality })}
            />
          ))}
        </div>
      </section>
      <section>
        <h2>{text.topControls}</h2>
        <KeyList label={text.topControls}>
          {summary.topControls.map(({ cid, fail }) => {
            const { title = text.cid(cid), criticality = 'LOW' } = status.titles[cid] ?? {}
            const mark = <SeverityMark severity={criticality} label={text.criticality[criticality]} />
            return (
              <ListRow
                key={cid}
                mark={mark}
                title={<Name text={title} />}
                detail={`${text.cid(cid)} · ${text.failing(fail)}`}
                isWrapped
                onOpen={() => open(title, { cid })}
              />
            )
          })}
        </KeyList>
      </section>
      <section>
        <h2>{text.topAccounts}</h2>
        <KeyList label={text.topAccounts}>
          {summary.topAccounts.map(({ cloud, account, fail }) => {
            const connector = status.connectors.find((one) => one.cloud === cloud && one.account === account)
            return (
              <ListRow
                key={`${cloud} ${account}`}
                title={<Name text={connector?.name ?? account} />}
                detail={<Name text={`${text.cloud[cloud]} · ${account}`} />}
                value={text.failures(fail)}
                onOpen={() => open(`${text.cloud[cloud]} ${connector?.name ?? account}`, { cloud, account })}
              />
            )
          })}
        </KeyList>
      </section>
    </>
  )
}
