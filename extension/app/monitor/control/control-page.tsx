import { EmptyState } from '../../../ui/empty-state.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { linkTo, place, setParams } from '../../address.ts'
import { PageHead } from '../../page-head.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/monitor.ts'
import { askedEvaluations, askedPlaces } from '../asked.ts'
import { About } from './about.tsx'
import { ControlHead, trail } from './control-head.tsx'
import styles from './control-page.module.css'
import { Evaluations } from './evaluations.tsx'
import { Steps } from './steps.tsx'

const tabs = ['evaluated', 'steps', 'about'] as const

/** One control: how it stands, the resources that it evaluated, how to fix what fails, and what it is about. */
export function ControlPage({ cid }: { readonly cid: number }) {
  const {
    data: control,
    problem,
    isLoading,
    refresh,
    at,
  } = useRead((api) => api.controls[':cid'], {
    param: { cid: String(cid) },
    query: askedPlaces(),
  })
  const facets = useRead((api) => api.facets, { query: { list: 'evaluations', ...askedEvaluations(cid) } })
  const current = tabs.find((tab) => tab === place.value.params.tab) ?? 'evaluated'
  const { status } = problem?.details ?? {}
  if (!control && (status === 404 || status === 400)) return <None />
  const posture = facets.data?.totals.evaluations
  return (
    <div class={styles.page}>
      {!control && <PageHead title={text.cidOf(cid)} trail={trail()} />}
      {problem && (
        <ProblemBox
          message={control ? `${problem.message} ${text.fromBefore}` : problem.message}
          advice={problem.details.advice}
          retry={{ label: text.retry, onRetry: refresh, isBusy: isLoading }}
        />
      )}
      {control ? (
        <ControlHead
          control={control}
          posture={posture}
          at={facets.at ?? at}
          isLoading={isLoading || facets.isLoading}
        />
      ) : (
        !problem && <Waiting />
      )}
      {control && (
        <div class={styles.parts}>
          <Tabs
            label={text.parts}
            items={tabs.map((id) => ({ id, label: text[id] }))}
            current={current}
            onSelect={(tab) => setParams({ tab: tab === 'evaluated' ? undefined : tab })}
          >
            {current === 'evaluated' && <Evaluations control={control} results={facets.data?.facets.result} />}
            {current === 'steps' && <Steps control={control} />}
            {current === 'about' && <About control={control} />}
          </Tabs>
        </div>
      )}
    </div>
  )
}

const Waiting = () => (
  <div class={styles.waiting} role="status" aria-label={text.loading}>
    <Skeleton width="60%" height="24px" />
    <Skeleton width="40%" />
    <Skeleton width="80%" />
  </div>
)

const None = () => (
  <EmptyState title={text.noSuchControl}>
    <p>{text.noSuchControlWhy}</p>
    <p>
      <a href={linkTo(['monitor'])}>{text.back}</a>
    </p>
  </EmptyState>
)
