import { ProblemBox } from '../../../ui/problem-box.tsx'
import { absoluteTime } from '../../../ui/relative-time.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { place, setParams } from '../../address.ts'
import type { Read } from '../../read.ts'
import { text } from '../../text/resources.ts'
import { useNow } from '../../use-now.ts'
import { AssociationList } from './association-list.tsx'
import { Configuration } from './configuration.tsx'
import { ControlList } from './control-list.tsx'
import type { Detail } from './detail.ts'
import styles from './detail-body.module.css'
import { Figures } from './figures.tsx'
import { History } from './history.tsx'
import { ReportList } from './report-list.tsx'
import { RuleTables } from './rule-tables.tsx'
import { Summary } from './summary.tsx'
import { TagTable } from './tag-table.tsx'
import { Vulnerabilities } from './vulnerabilities.tsx'

/** A resource, part by part; the part on show stands in the address. */
export function DetailBody({ read }: { readonly read: Read<Detail> }) {
  const now = useNow()
  const { data, problem, isLoading, refresh } = read
  return (
    <div class={styles.body} aria-busy={isLoading}>
      {problem && (
        <ProblemBox
          message={problem.message}
          advice={problem.details.advice}
          retry={{ label: text.retry, onRetry: refresh, isBusy: isLoading }}
        />
      )}
      {!data && !problem && <Waiting />}
      {data && (
        <>
          {data.gone && <Gone at={data.gone} />}
          <Figures resource={data} />
          <Parts resource={data} now={now} />
        </>
      )}
    </div>
  )
}

function Parts({ resource, now }: { readonly resource: Detail; readonly now: Date }) {
  const items = partsOf(resource)
  const asked = place.value.params.tab
  const current = items.find(({ id }) => id === asked)?.id ?? 'summary'
  return (
    <Tabs
      label={text.detailTabs}
      items={items}
      current={current}
      onSelect={(tab) => setParams({ tab: tab === 'summary' ? undefined : tab, page: undefined })}
    >
      {current === 'summary' && <Summary resource={resource} now={now} />}
      {current === 'controls' && <ControlList resource={resource} now={now} />}
      {current === 'associations' && <AssociationList resource={resource} now={now} />}
      {current === 'rules' && <RuleTables resource={resource} />}
      {current === 'tags' && <TagTable tags={resource.tags} />}
      {current === 'vulnerabilities' && <Vulnerabilities resource={resource} />}
      {current === 'configuration' && <Configuration config={resource.config} />}
      {current === 'history' && <History resource={resource} now={now} />}
      {current === 'reports' && <ReportList id={resource.id} now={now} />}
    </Tabs>
  )
}

type Part = keyof typeof text.tabs

function partsOf({ evaluations, associationCounts, tags, rules, config, vulnerabilities }: Detail) {
  const ruleCount = rules.reduce((sum, field) => sum + (config[field] as readonly unknown[]).length, 0)
  const part = (id: Part, count?: number) => ({ id, label: text.tabs[id], count })
  return [
    part('summary'),
    part('controls', evaluations.length),
    part('associations', associationCounts.to + associationCounts.from),
    ...(rules.length > 0 ? [part('rules', ruleCount)] : []),
    part('tags', Object.keys(tags).length),
    ...(vulnerabilities.source === 'none' ? [] : [part('vulnerabilities')]),
    part('configuration'),
    part('history'),
    part('reports'),
  ]
}

const Gone = ({ at }: { readonly at: string }) => (
  <div class={styles.gone} role="note">
    <strong>{text.goneTitle}.</strong> {text.gone(absoluteTime(at))}
  </div>
)

function Waiting() {
  return (
    <div class={styles.waiting}>
      <span class={styles.loading} role="status">
        {text.reading}
      </span>
      <Skeleton width="60%" />
      <Skeleton height="56px" />
      <Skeleton height="220px" />
    </div>
  )
}
