import { EmptyState } from '../../../ui/empty-state.tsx'
import { Name } from '../../../ui/name.tsx'
import { linkTo } from '../../address.ts'
import { useRead } from '../../read.ts'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import { DetailBody } from './detail-body.tsx'
import styles from './detail-page.module.css'

/** All of one resource, as a page. */
export function DetailPage({ id }: { readonly id: string }) {
  const read = useRead((api) => api.resources.detail, { query: { id } })
  const labelOf = useTypeLabels()
  const { data } = read
  return (
    <article class={styles.page}>
      <nav class={styles.way} aria-label={text.way}>
        <a href={linkTo(['resources'])}>{text.title}</a>
        {data && (
          <>
            <span aria-hidden="true">/</span>
            <a href={linkTo(['resources', 'type', data.type])}>{labelOf(data.type)}</a>
          </>
        )}
      </nav>
      <h1>{data ? <Name text={data.name} /> : <Name text={id} />}</h1>
      {read.problem?.details.status === 404 ? (
        <EmptyState title={text.notFound}>
          <p>{text.notFoundWhy}</p>
        </EmptyState>
      ) : (
        <DetailBody read={read} />
      )}
    </article>
  )
}
