import { Freshness } from '../../freshness.tsx'
import type { Read } from '../../read.ts'
import { ConsoleLink } from './console-link.tsx'
import type { Detail } from './detail.ts'
import { DetailBody } from './detail-body.tsx'
import styles from './head.module.css'
import { Head } from './head.tsx'

/** All of one resource, beside a list. */
export function DetailAside({ read }: { readonly read: Read<Detail> }) {
  const { data, at, isLoading } = read
  return (
    <div class={styles.aside}>
      {data && (
        <div class={styles.beside}>
          <Head resource={data} />
          <ConsoleLink resource={data} />
          <Freshness {...{ at, isLoading }} />
        </div>
      )}
      <DetailBody read={read} />
    </div>
  )
}
