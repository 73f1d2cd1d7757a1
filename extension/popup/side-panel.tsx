import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { resourceIdOf } from '../../shared/console-links/index.ts'
import type { PageIdentity, Status } from '../sync/messages.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import type { Actions } from './actions.ts'
import { FindingsList } from './findings-list.tsx'
import { Age, SyncWarning } from './freshness.tsx'
import { PanelPage } from './panel-page.tsx'
import styles from './popup.module.css'
import { text } from './text.ts'
import { Waiting } from './waiting.tsx'

export type SidePanelActions = Pick<Actions, 'ask' | 'onChange'> & {
  readonly onMove: (listener: () => void) => () => void
  readonly go: (url: string) => void
}

type Place = {
  readonly status: Status
  readonly identity: PageIdentity | null
  /** The resource that the page is about, where it has findings. */
  readonly resourceId?: string
}

/** Beside a console page: the page's own resource, or what fails in its account. */
export function SidePanel({ actions }: { readonly actions: SidePanelActions }) {
  const { ask, onChange, onMove, go } = actions
  const [place, setPlace] = useState<Place>()
  const [problem, setProblem] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const [version, setVersion] = useState(0)

  const look = useCallback(() => {
    const found = (next: Place) => {
      setPlace(next)
      setProblem(undefined)
    }
    findPlace(ask).then(found, (error: Error) => setProblem(error.message))
  }, [ask])

  useEffect(() => {
    look()
    const stops = [
      onChange(() => {
        setVersion((count) => count + 1)
        look()
      }),
      onMove(() => {
        setChosen(undefined)
        look()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [look, onChange, onMove])

  if (!place) return <Waiting problem={problem} onRetry={look} />
  const { status, identity } = place
  if (!status.paired) {
    return (
      <EmptyState title={text.notPairedYet}>
        <p>{text.notPairedWhy}</p>
      </EmptyState>
    )
  }
  if (!identity) {
    return (
      <EmptyState title={text.noPage}>
        <p>{text.noPageWhy}</p>
      </EmptyState>
    )
  }
  const resourceId = chosen ?? place.resourceId
  if (resourceId) {
    const back = chosen !== undefined && { onBack: () => setChosen(undefined) }
    return <PanelPage {...{ resourceId, version, ask, onJump: go }} {...back} key={resourceId} />
  }
  return <OfAccount {...{ status, identity, ask, version }} onOpen={setChosen} />
}

type OfAccountProps = {
  readonly status: Status
  readonly identity: PageIdentity
  readonly ask: Actions['ask']
  readonly version: number
  readonly onOpen: (resourceId: string) => void
}

/** Failing resources of the page's account, and of its type where it has one. */
function OfAccount({ status, identity: { cloud, account, type }, ask, version, onOpen }: OfAccountProps) {
  const query = useMemo(() => ({ cloud, account, ...(type && { type }) }), [cloud, account, type])
  return (
    <div class={styles.popup}>
      <div class={styles.freshness}>
        <Age synced={status.synced} now={new Date()} />
        <SyncWarning synced={status.synced} now={new Date()} problem={status.problem} />
      </div>
      <FindingsList title={text.inAccount(cloud, account)} {...{ query, ask, version, onOpen }} />
    </div>
  )
}

async function findPlace(ask: Actions['ask']): Promise<Place> {
  const [status, { identity }] = await Promise.all([ask('status', {}), ask('whereAmI', {})])
  if (!identity?.id) return { status, identity }
  const full = resourceIdOf({ ...identity, partition: 'aws' })
  const texts = full ? [full, identity.id] : [identity.id]
  const { hits } = await ask('lookup', { identity, texts })
  const resourceId = texts.map((one) => hits[one]?.resource.id).find((id) => id !== undefined)
  return { status, identity, ...(resourceId && { resourceId }) }
}
