import type { ComponentChildren } from 'preact'
import { linkTo, place, setParams } from '../address.ts'
import { Download } from '../download/download.tsx'
import type { AskFile } from '../download/use-download.ts'
import { QueryBar } from '../find/query-bar.tsx'
import { PageHead } from '../page-head.tsx'
import { useRead } from '../read.ts'
import { text } from '../text/resources.ts'
import { FilterPane } from './filter-pane.tsx'
import type { Filters } from './filters.ts'
import { Forms } from './forms.tsx'
import styles from './screen.module.css'
import { Totals } from './totals.tsx'

type Props = {
  readonly title: string
  /** Where all are of one type. */
  readonly type?: string | undefined
  readonly filters: Filters
  /** Asks for the list as a file. */
  readonly download: AskFile
  /** Keys of the columns on show, where those can be chosen. */
  readonly columns?: readonly string[]
  /** What else can be done with what is shown. */
  readonly tools?: ComponentChildren
  readonly children: ComponentChildren
}

/** What is around every list of resources: title, totals, search, filters, and the ways to list and to download them. */
export function Screen({ title, type, filters, download, columns, tools, children }: Props) {
  const facets = useRead((api) => api.facets, { query: { list: 'resources' as const, ...filters } })
  return (
    <div class={styles.screen}>
      <PageHead
        title={title}
        trail={type === undefined ? [] : [{ label: text.title, href: linkTo(['resources']) }]}
        beside={<Forms type={type} />}
        age={facets}
      >
        {tools}
        <Download ask={download} columns={columns} />
      </PageHead>
      <Totals facets={facets} />
      <QueryBar list="resources" value={place.value.params.query ?? ''} onChange={(query) => setParams({ query })} />
      <div class={styles.body}>
        <FilterPane facets={facets.data?.facets} isOfOneType={type !== undefined} />
        <section class={styles.content} aria-label={text.resources}>
          {children}
        </section>
      </div>
    </div>
  )
}
