import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { text } from '../text/download.ts'
import { Choice } from './choice.tsx'
import styles from './download.module.css'
import { DownloadProgress } from './download-progress.tsx'
import { type AskFile, type FileOptions, useDownload } from './use-download.ts'

type Props = {
  readonly ask: AskFile
  readonly what?: string | undefined
  readonly columns?: readonly string[] | undefined
  readonly isPage?: boolean | undefined
  readonly onClose: () => void
}

const own = Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = Object.fromEntries([
  [own, text.local(own)],
  ...['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone) => zone !== own).map((zone) => [zone, zone]),
])

/** How the file is to be written, and how far it is. */
export function DownloadDialog({ ask, what = text.what, columns, isPage, onClose }: Props) {
  const [format, setFormat] = useState<FileOptions['format']>('csv')
  const [limit, setLimit] = useState<FileOptions['limit']>('5000')
  const [timeZone, setTimeZone] = useState(own)
  const [which, setWhich] = useState<keyof typeof text.columnsOf>('all')
  const { now, start, cancel } = useDownload(ask)
  const begin = () =>
    void start({
      ...{ format, timeZone, limit, bom: format === 'csv' ? 'true' : 'false' },
      ...(columns && which === 'shown' ? { columns: columns.join() } : {}),
    })
  const isRunning = now.state === 'running'
  const actions = (
    <>
      <Button onClick={isRunning ? cancel : onClose}>{now.state === 'saved' ? text.close : text.cancel}</Button>
      <Button kind="primary" isBusy={isRunning} onClick={begin}>
        {text.start}
      </Button>
    </>
  )
  return (
    <Dialog title={text.title} closeLabel={text.close} onClose={onClose} actions={actions}>
      <div class={styles.fields}>
        <p>{what}</p>
        <Choice label={text.format} value={format} options={text.formats} onChange={setFormat} />
        {!isPage && <Choice label={text.records} value={limit} options={text.limits} onChange={setLimit} />}
        {columns && <Choice label={text.columns} value={which} options={text.columnsOf} onChange={setWhich} />}
        <Choice label={text.timeZone} value={timeZone} options={zones} onChange={setTimeZone} />
        <DownloadProgress now={now} limit={limit} onRetry={begin} />
      </div>
    </Dialog>
  )
}
