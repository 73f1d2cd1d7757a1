import { EmptyState } from '../../../ui/empty-state.tsx'
import { linkTo } from '../../address.ts'
import { PageHead } from '../../page-head.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import { ConsoleLink } from './console-link.tsx'
import { DetailBody } from './detail-body.tsx'
import styles from './detail-page.module.css'
import { Head } from './head.tsx'

/** All of one resource, as a page. */
export function DetailPage({ id }: { readonly id: string }) {
  const read = useRead((api) => api.resources.detail, { query: { id } })
  const labelOf = useTypeLabels()
  const { data, at, isLoading, problem } = read
  const ways = [
    { label: text.title, href: linkTo(['resources']) },
    ...(data ? [{ label: labelOf(data.type), href: linkTo(['resources', 'type', data.type]) }] : []),
  ]
  return (
    <article class={styles.page}>
      <PageHead
        title={data?.name ?? id}
        trail={ways}
        age={data && { at, isLoading }}
        about={data && <Head resource={data} />}
      >
        {data && <ConsoleLink resource={data} />}
      </PageHead>
      {problem?.details.status === 404 ? (
        <EmptyState title={text.notFound}>
          <p>{text.notFoundWhy}</p>
        </EmptyState>
      ) : (
        <DetailBody read={read} />
      )}
    </article>
  )
}
