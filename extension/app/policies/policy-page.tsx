import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Name } from '../../ui/name.tsx'
import { Tag } from '../../ui/tag.tsx'
import readers from '../../ui/unseen.module.css'
import { place } from '../address.ts'
import { PageHead } from '../page-head.tsx'
import { PostureBar } from '../posture-bar.tsx'
import { useRead } from '../read.ts'
import { Shown } from '../shown.tsx'
import { text } from '../text/policies.ts'
import { useMay } from '../use-may.ts'
import { ControlFilters, controlFilterQuery, controlFilters } from './control-filters.tsx'
import { ControlTable } from './control-table.tsx'
import type { ListedPolicy } from './data.ts'
import { DeletePolicy } from './delete-policy.tsx'
import { links } from './places.ts'
import styles from './policies.module.css'
import { usePolicies } from './policy-list.tsx'
import { scopeQuery } from './scope.ts'

/** One policy: what it is about, how it stands, and its controls. */
export function PolicyPage({ slug }: { readonly slug: string }) {
  const read = useRead((api) => api.policies.detail, { query: { slug, ...scopeQuery() } })
  return (
    <Shown read={read} head={{ title: text.columns.policy, trail: trail() }}>
      {(policy) => <Policy key={policy.slug} policy={policy} />}
    </Shown>
  )
}

const trail = () => [{ label: text.tabs.policies, href: links.home() }]
const noPosture = { pass: 0, fail: 0, unknown: 0, excepted: 0 }

function Policy({ policy }: { readonly policy: ListedPolicy }) {
  const { slug, title, description, cloud, origin, version = 1, author = '', controls } = policy
  return (
    <article class={styles.page}>
      <PageHead
        title={title}
        trail={trail()}
        about={
          <>
            <Tag>{text.clouds[cloud]}</Tag>
            {origin ? (
              <Tag>{text.ownVersion(version, author)}</Tag>
            ) : (
              <span title={text.builtInPolicy}>
                <Tag tone="quiet">{text.builtIn}</Tag>
              </span>
            )}
            <span class={styles.quiet}>{text.controlsFound(controls.length)}</span>
          </>
        }
      >
        {origin && <Changes policy={policy} />}
      </PageHead>
      {description && (
        <p class={styles.prose}>
          <Name text={description} />
        </p>
      )}
      <PolicyPosture policy={policy} />
      <h2 class={readers.unseen}>{text.columns.controls}</h2>
      <ControlFilters />
      <ControlTable
        label={text.columns.controls}
        query={{ policy: slug, ...controlFilterQuery() }}
        filters={controlFilters}
      />
    </article>
  )
}

/** Figures as the list of policies tells them where there is a date range: one policy alone is told without. */
function PolicyPosture({ policy }: { readonly policy: ListedPolicy }) {
  const { data, isLoading } = usePolicies()
  const hasRange = place.value.scope.range !== undefined
  const listed = data?.items.find(({ slug }) => slug === policy.slug)?.posture
  const posture = hasRange ? (listed ?? noPosture) : policy.posture
  if (hasRange && !data && isLoading) return null
  return (
    <section class={styles.posture} aria-label={text.columns.posture}>
      <PostureBar posture={posture} hasLegend />
    </section>
  )
}

function Changes({ policy }: { readonly policy: ListedPolicy }) {
  const may = useMay()
  const [isDeleting, setDeleting] = useState(false)
  return (
    <>
      {may('update') && <Button href={links.editPolicy(policy.slug)}>{text.actions.edit}</Button>}
      {may('delete') && (
        <Button kind="danger" onClick={() => setDeleting(true)}>
          {text.actions.delete}
        </Button>
      )}
      {isDeleting && <DeletePolicy policy={policy} onClose={() => setDeleting(false)} />}
    </>
  )
}
