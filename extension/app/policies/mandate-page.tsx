import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Name } from '../../ui/name.tsx'
import { Tag } from '../../ui/tag.tsx'
import { linkTo, place, setParams } from '../address.ts'
import { mandateTitle } from '../mandate-title.ts'
import { PageHead } from '../page-head.tsx'
import { ChoiceFilter, TextFilter } from '../param-filters.tsx'
import { PostureBar } from '../posture-bar.tsx'
import { useRead } from '../read.ts'
import { Shown } from '../shown.tsx'
import { text } from '../text/policies.ts'
import type { ListedControl, MandateDetail } from './data.ts'
import { links } from './places.ts'
import styles from './policies.module.css'
import { RequirementRow } from './requirement-row.tsx'
import { matchesRequirement, openRequirements } from './requirements.ts'
import { scopeQuery } from './scope.ts'

const trail = () => [{ label: text.tabs.mandates, href: links.home('mandates') }]

/** One mandate: requirement by requirement its controls, and how they stand. */
export function MandatePage({ slug }: { readonly slug: string }) {
  const read = useRead((api) => api.mandates.detail, { query: { slug, ...scopeQuery() } })
  return (
    <Shown read={read} head={{ title: text.columns.mandate, trail: trail() }}>
      {(mandate) => (
        <article class={styles.page}>
          <PageHead
            title={mandateTitle(mandate)}
            trail={trail()}
            age={{ at: read.at }}
            about={
              <>
                {mandate.clouds.map((cloud) => (
                  <Tag key={cloud}>{text.clouds[cloud]}</Tag>
                ))}
                <span class={styles.quiet}>{text.publisher(mandate.publisher)}</span>
                <a href={mandate.reference} target="_blank" rel="noreferrer noopener">
                  {text.reference}
                </a>
              </>
            }
          >
            <Button href={linkTo(['reports', 'new'], { mandate: slug })}>{text.newReport}</Button>
          </PageHead>
          <p class={styles.prose}>
            <Name text={mandate.description} />
          </p>
          <section class={styles.posture} aria-label={text.columns.posture}>
            <PostureBar posture={mandate.posture} hasLegend />
            {place.value.scope.range && <p class={styles.quiet}>{text.rangeIsNot}</p>}
          </section>
          <Requirements mandate={mandate} />
        </article>
      )}
    </Shown>
  )
}

/** Built-in controls come first in the list, and mandates hold no others. */
const useControls = () => useRead((api) => api.controls, { query: { ...scopeQuery(), sort: 'cid', pageSize: '500' } })

function Requirements({ mandate }: { readonly mandate: MandateDetail }) {
  const { data } = useControls()
  const controls: ReadonlyMap<number, ListedControl> = new Map((data?.items ?? []).map((one) => [one.cid, one]))
  const { text: words = '', state = '' } = place.value.params
  const shown = mandate.requirements.filter((one) => matchesRequirement(one, { words, state, controls }))
  const open = openRequirements(place.value.params.open)
  const isAllOpen = shown.every(({ id }) => open.has(id))
  const write = (ids: Iterable<string>) => setParams({ open: [...ids].join('|') || undefined })
  const toggle = (id: string) => write(open.has(id) ? [...open].filter((one) => one !== id) : [...open, id])
  return (
    <>
      <search class={styles.filters}>
        <TextFilter label={text.filterRequirements} />
        <ChoiceFilter
          label={text.state}
          param="state"
          all={text.anyState}
          options={Object.entries(text.states).map(([value, label]) => ({ value, label }))}
        />
        <Button kind="quiet" onClick={() => write(isAllOpen ? [] : shown.map(({ id }) => id))}>
          {isAllOpen && shown.length > 0 ? text.collapseAll : text.expandAll}
        </Button>
      </search>
      <p class={styles.line} aria-live="polite">
        {text.requirementsFound(shown.length)}
      </p>
      {shown.length === 0 ? (
        <EmptyState title={text.noRequirements}>
          <Button onClick={() => setParams({ text: undefined, state: undefined })}>{text.clearFilters}</Button>
        </EmptyState>
      ) : (
        <ul class={styles.requirements}>
          {shown.map((requirement) => (
            <RequirementRow
              key={requirement.id}
              {...{ requirement, controls }}
              isKnown={data !== undefined}
              isOpen={open.has(requirement.id)}
              onToggle={() => toggle(requirement.id)}
            />
          ))}
        </ul>
      )}
    </>
  )
}
