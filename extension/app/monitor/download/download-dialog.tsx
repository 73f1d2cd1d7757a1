import { useState } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { downloadText as text } from '../../text/monitor.ts'
import styles from './download.module.css'
import { type AskFile, type Downloading, type FileOptions, useDownload } from './use-download.ts'

type Props = { readonly ask: AskFile; readonly onClose: () => void }

const formats = ['csv', 'jsonl', 'xlsx'] as const
const own = Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])]

/** How the file is to be written, and how far it is. */
export function DownloadDialog({ ask, onClose }: Props) {
  const [format, setFormat] = useState<FileOptions['format']>('csv')
  const [timeZone, setTimeZone] = useState(own)
  const { now, start, cancel } = useDownload(ask)
  const begin = () => void start({ format, timeZone, limit: 'all', bom: 'true' })
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
        <p>{text.what}</p>
        <Field label={text.format}>
          <select
            value={format}
            onChange={({ currentTarget }) => setFormat(currentTarget.value as FileOptions['format'])}
          >
            {formats.map((one) => (
              <option key={one} value={one}>
                {text.formats[one]}
              </option>
            ))}
          </select>
        </Field>
        <Field label={text.timeZone}>
          <select value={timeZone} onChange={({ currentTarget }) => setTimeZone(currentTarget.value)}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone === own ? text.local(zone) : zone}
              </option>
            ))}
          </select>
        </Field>
        <Progress now={now} onRetry={begin} />
      </div>
    </Dialog>
  )
}

function Progress({ now, onRetry }: { readonly now: Downloading; readonly onRetry: () => void }) {
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
      {now.state === 'saved' && text.saved(now.name, now.bytes)}
      {now.state === 'saved' && now.cutAt !== undefined && ` ${text.cut(now.cutAt)}`}
    </p>
  )
}
