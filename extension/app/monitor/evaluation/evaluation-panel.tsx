import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import type { ApiClient } from '../../../sync/api-client.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Name } from '../../../ui/name.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { linkTo, place, setParams } from '../../address.ts'
import { Freshness } from '../../freshness.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/monitor.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import type { ControlDetail } from '../control/control-head.tsx'
import { EvaluationActions } from './evaluation-actions.tsx'
import { EvaluationHistory } from './evaluation-history.tsx'
import styles from './evaluation-panel.module.css'
import { EvidenceTab } from './evidence-tab.tsx'
import { RemediationTab } from './remediation-tab.tsx'

/** An evaluation of one resource, with what it found as a sentence. */
export type Told = InferResponseType<ApiClient['evaluations']['resource']['$get'], 200>['items'][number]

type Props = {
  readonly resourceId: string
  readonly control: ControlDetail
  readonly width: number | undefined
  readonly onWidth: (width: number) => void
}

const tabs = ['evidence', 'remediation', 'history'] as const
const close = () => setParams({ open: undefined, detail: undefined })

/** One evaluation beside the list: what was found, its life, how it is fixed, and what can be done with it. */
export function EvaluationPanel({ resourceId, control, width, onWidth }: Props) {
  const { cid } = control
  const read = useRead((api) => api.evaluations.resource, { query: { id: resourceId, cid: String(cid) } })
  const { data, problem, isLoading, at, refresh } = read
  const evaluation = data?.items[0]
  const current = tabs.find((tab) => tab === place.value.params.detail) ?? 'evidence'
  const [said, setSaid] = useState('')
  const isGone = problem?.details.status === 404 || (data !== undefined && !evaluation)
  return (
    <SidePanel
      title={<Name text={evaluation?.resource.name ?? lastPart(resourceId)} />}
      onClose={close}
      closeLabel={text.close}
      resizeLabel={text.resize}
      width={width}
      onWidth={onWidth}
      actions={
        !isGone && (
          <Button kind="quiet" href={linkTo(['resources', 'detail', resourceId])}>
            {text.toResource}
          </Button>
        )
      }
      takesFocus
    >
      <div class={styles.panel}>
        {isGone && <Gone said={said} />}
        {problem && !isGone && (
          <ProblemBox
            message={evaluation ? `${problem.message} ${text.fromBefore}` : problem.message}
            advice={problem.details.advice}
            retry={{ label: text.retry, onRetry: refresh, isBusy: isLoading }}
          />
        )}
        {!evaluation && !problem && !data && <Waiting />}
        {evaluation && !isGone && (
          <>
            <Head evaluation={evaluation} />
            <Freshness at={at} isLoading={isLoading} />
            <EvaluationActions evaluation={evaluation} said={said} onSay={setSaid} />
            <Tabs
              label={text.panel(evaluation.resource.name)}
              items={tabs.map((id) => ({ id, label: text[id] }))}
              current={current}
              onSelect={(tab) => setParams({ detail: tab === 'evidence' ? undefined : tab })}
            >
              {current === 'evidence' && <EvidenceTab evaluation={evaluation} />}
              {current === 'remediation' && <RemediationTab control={control} evaluation={evaluation} />}
              {current === 'history' && <EvaluationHistory resourceId={resourceId} cid={cid} />}
            </Tabs>
          </>
        )}
      </div>
    </SidePanel>
  )
}

function Head({ evaluation: { resource, appliesTo, title } }: { readonly evaluation: Told }) {
  const labelOf = useTypeLabels()
  return (
    <div class={styles.head}>
      <p>
        <Name text={title} />
      </p>
      <p class={styles.quiet}>
        <Name text={[labelOf(resource.type), resource.account, resource.region].join(' · ')} />
      </p>
      <p class={styles.id}>
        <Name text={resource.id} />
      </p>
      {appliesTo === 'account' && <p class={styles.quiet}>{text.stands}</p>}
    </div>
  )
}

const Gone = ({ said }: { readonly said: string }) => (
  <EmptyState title={text.gone}>
    <p role="status">{said || text.goneWhy}</p>
  </EmptyState>
)

const Waiting = () => (
  <div class={styles.panel} role="status" aria-label={text.loading}>
    <Skeleton width="70%" />
    <Skeleton width="50%" />
    <Skeleton height="120px" />
  </div>
)

const lastPart = (id: string) => id.split(/[/:]/).findLast(Boolean) ?? id
