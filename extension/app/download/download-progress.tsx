import { ProblemBox } from '../../ui/problem-box.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { text } from '../text/download.ts'
import styles from './download.module.css'
import type { Downloading, FileOptions } from './use-download.ts'

type Props = {
  readonly now: Downloading
  /** As many records as were asked for. */
  readonly limit: FileOptions['limit']
  readonly onRetry: () => void
}

/** How far a download is, what came of it, and whether the list has more than the file. */
export function DownloadProgress({ now, limit, onRetry }: Props) {
  if (now.state === 'failed') {
    const { message, details } = now.problem
    return <ProblemBox message={message} advice={details.advice} retry={{ label: text.retry, onRetry }} />
  }
  return (
    <p class={styles.progress} role="status">
      {now.state === 'running' && (
        <>
          <Spinner /> {now.bytes > 0 ? text.received(now.bytes) : text.preparing}
        </>
      )}
      {now.state === 'saved' && [text.saved(now.name, now.bytes), cutText(now.cutAt, limit)].filter(Boolean).join(' ')}
    </p>
  )
}

function cutText(cutAt: number | undefined, limit: FileOptions['limit']): string {
  if (cutAt === undefined) return ''
  return limit === 'all' ? text.cutWorkbook(cutAt) : text.cut(cutAt)
}
