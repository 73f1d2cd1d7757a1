import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { linkTo, place, setParams } from '../../address.ts'
import { Download } from '../../download/download.tsx'
import { QueryBar } from '../../find/query-bar.tsx'
import { PageHead } from '../../page-head.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/monitor.ts'
import { askedControls } from '../asked.ts'
import { ChosenFilters } from './chosen-filters.tsx'
import { ControlList } from './control-list.tsx'
import styles from './controls-page.module.css'
import { Facets } from './facets.tsx'
import { Totals } from './totals.tsx'
import { useControls } from './use-controls.ts'

/** All controls that evaluated something: how it stands, by what it can be narrowed, and the controls, failing ones first. */
export function ControlsPage() {
  const asked = askedControls()
  const facets = useRead((api) => api.facets, { query: { list: 'controls', ...asked } })
  const controls = useControls(asked)
  const { data, problem = controls.problem } = facets
  const retry = () => {
    facets.refresh()
    controls.refresh()
  }
  // Nothing is on its way any more: no place is held for it.
  const isLost = !data && facets.problem !== undefined && !facets.isLoading
  const isFirst = data?.totals.controls === 0 && isWide()
  return (
    <div class={styles.page}>
      <PageHead
        title={text.title}
        age={{ at: oldest(facets.at, controls.at), isLoading: facets.isLoading || controls.isLoading }}
      >
        {!isFirst && (
          <Download
            ask={(api, file, request) => api.exports.controls.$get({ query: { ...asked, ...file } }, request)}
          />
        )}
      </PageHead>
      {problem && (
        <ProblemBox
          message={data ? `${problem.message} ${text.fromBefore}` : problem.message}
          advice={problem.details.advice}
          retry={{ label: text.retry, onRetry: retry }}
        />
      )}
      {isFirst ? (
        <First hasAccounts={data.totals.accounts > 0} />
      ) : (
        <>
          {!isLost && <Totals totals={data?.totals} isPartial={data?.isPartial ?? false} />}
          <QueryBar
            list="evaluations"
            value={place.value.params.query ?? ''}
            onChange={(query) => setParams({ query })}
          />
          <div class={styles.body}>
            {!isLost && <Facets facets={data?.facets} />}
            <section class={styles.list} aria-label={text.list}>
              <ChosenFilters facets={data?.facets} />
              <ControlList controls={controls} />
            </section>
          </div>
        </>
      )}
    </div>
  )
}

/** Whether nothing is narrowed: what is empty then is empty altogether. */
const isWide = () => Object.keys(place.value.scope).length === 0 && Object.keys(place.value.params).length === 0

const oldest = (...ages: readonly (Date | undefined)[]) => {
  const known = ages.flatMap((age) => age ?? [])
  return known.length > 0 ? new Date(Math.min(...known.map(Number))) : undefined
}

function First({ hasAccounts }: { readonly hasAccounts: boolean }) {
  return (
    <EmptyState title={text.first}>
      <p>{hasAccounts ? text.waiting : text.firstWhy}</p>
      <p>
        <Button kind="primary" href={linkTo(['configuration'])}>
          {hasAccounts ? text.toConnectors : text.connect}
        </Button>
      </p>
    </EmptyState>
  )
}
