import { useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { Select } from '../../ui/select.tsx'
import { text } from '../text/resources.ts'
import styles from './download.module.css'
import { type DownloadList, fetchFile, type Progress } from './fetch-file.ts'
import { ownTimeZone } from './filters.ts'

export type { DownloadList }

type Props = {
  readonly list: DownloadList
  /** The filters of the list, and how it is sorted. */
  readonly args: Readonly<Record<string, string>>
  /** The list is a page of at most 100 rows: there is nothing to choose. */
  readonly isPage?: boolean
}

/** A list as a file: format, time zone of its times, and how much of it. */
export function Download(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.download}</Button>
      {isOpen && <DownloadDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

type Format = keyof typeof text.formats

const formats = Object.entries(text.formats).map(([value, label]) => ({ value: value as Format, label }))
const limits = [
  { value: '5000', label: text.firstRecords },
  { value: 'all', label: text.allRecords },
]

function DownloadDialog({ list, args, isPage, onClose }: Props & { readonly onClose: () => void }) {
  const [format, setFormat] = useState<Format>('csv')
  const [timeZone, setTimeZone] = useState(ownTimeZone)
  const [limit, setLimit] = useState('5000')
  const { progress, start, stop } = useDownload()
  const isBusy = progress.kind === 'loading'
  const leave = () => {
    stop()
    onClose()
  }
  const query = {
    ...args,
    format,
    timeZone,
    ...(isPage ? {} : { limit }),
    ...(format === 'csv' ? { bom: 'true' } : {}),
  }
  return (
    <Dialog
      title={text.download}
      onClose={leave}
      closeLabel={text.close}
      actions={
        <>
          <Button onClick={leave}>{progress.kind === 'done' ? text.close : text.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={() => void start(list, query)}>
            {text.downloadStart}
          </Button>
        </>
      }
    >
      <div class={styles.choices}>
        <Select label={text.format} value={format} options={formats} onChange={setFormat} />
        <Select label={text.timeZone} value={timeZone} options={timeZones()} onChange={setTimeZone} />
        {!isPage && <Select label={text.records} value={limit} options={limits} onChange={setLimit} />}
        <p class={styles.progress} role="status">
          {progress.kind === 'loading' && text.downloading(sizeText(progress.bytes))}
          {progress.kind === 'done' && text.downloadDone(progress.name)}
          {progress.kind === 'done' && progress.cut !== undefined && ` ${text.downloadCut(progress.cut)}`}
        </p>
        {progress.kind === 'failed' && (
          <ProblemBox message={progress.problem.message} advice={progress.problem.details.advice} />
        )}
      </div>
    </Dialog>
  )
}

/** One download at a time; leaving ends it. */
function useDownload() {
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })
  const end = useRef<AbortController | undefined>(undefined)
  const start = (list: DownloadList, query: Readonly<Record<string, string>>) => {
    end.current?.abort()
    end.current = new AbortController()
    return fetchFile(list, query, setProgress, end.current.signal)
  }
  return { progress, start, stop: () => end.current?.abort() }
}

/** This browser's own zone first, then UTC. */
function timeZones() {
  const names = [...new Set([ownTimeZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return names.map((value) => ({ value, label: value }))
}

const sizeText = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
