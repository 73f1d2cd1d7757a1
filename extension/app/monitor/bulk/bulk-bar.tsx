import { useState } from 'preact/hooks'
import { mostFindings } from '../../../../shared/exception.ts'
import { Button } from '../../../ui/button.tsx'
import { text } from '../../text/monitor.ts'
import type { ControlDetail } from '../control/control-head.tsx'
import { ExceptDialog } from '../evaluation/except-dialog.tsx'
import { type Bulk, useBulk } from '../use-bulk.ts'
import type { Listed } from '../use-failing-first.ts'
import { useRights } from '../use-rights.ts'
import styles from './bulk-bar.module.css'

type Props = {
  readonly control: ControlDetail
  readonly selected: readonly Listed[]
  readonly onClear: () => void
}

/** What can be done with the rows that are selected, and how far it is. */
export function BulkBar({ control, selected, onClear }: Props) {
  const rights = useRights()
  const { bulk, start, stop } = useBulk()
  const [said, setSaid] = useState('')
  const [isExcepting, setExcepting] = useState(false)
  const ids = selected.map(({ resourceId }) => resourceId)
  const isRunning = bulk?.state === 'running'
  const copy = () =>
    navigator.clipboard.writeText(ids.join('\n')).then(
      () => setSaid(text.copied(ids.length)),
      () => setSaid(text.copyFailed),
    )
  const run = () => {
    setSaid('')
    void start(selected)
  }
  if (selected.length === 0 && !bulk && said === '') return null
  return (
    <section class={styles.bar} aria-label={text.bulk}>
      {selected.length > 0 && (
        <>
          <b>{text.selected(selected.length)}</b>
          <Button disabled={!rights.update} isBusy={isRunning} onClick={run}>
            {text.reevaluate}
          </Button>
          <Button
            disabled={!rights.create || isRunning || ids.length > mostFindings}
            onClick={() => setExcepting(true)}
          >
            {text.except}
          </Button>
          <Button onClick={() => void copy()}>{text.copyIds}</Button>
          <Button kind="quiet" onClick={onClear}>
            {text.selectNone}
          </Button>
          {rights.why && <span class={styles.quiet}>{rights.why}</span>}
          {ids.length > mostFindings && <span class={styles.quiet}>{text.tooMany(mostFindings)}</span>}
        </>
      )}
      {bulk && <Progress bulk={bulk} onStop={stop} />}
      <span role="status">{said}</span>
      {isExcepting && (
        <ExceptDialog
          cid={control.cid}
          resourceIds={ids}
          onClose={() => setExcepting(false)}
          onDone={(count) => {
            setExcepting(false)
            setSaid(text.exceptedNow(count))
            onClear()
          }}
        />
      )}
    </section>
  )
}

function Progress({ bulk, onStop }: { readonly bulk: Bulk; readonly onStop: () => void }) {
  const { all, done, turned, failed, problem, state } = bulk
  return (
    <span class={styles.progress}>
      {state === 'running' && (
        <>
          <progress aria-label={text.reevaluate} value={done} max={all} />
          <span>{text.progress(done, all)}</span>
          <Button onClick={onStop}>{text.stop}</Button>
        </>
      )}
      <span role="status">
        {state === 'ended' && text.bulkDone(done - failed, turned)}
        {state === 'stopped' && text.bulkStopped(done, all)}
        {state !== 'running' && problem && ` ${text.bulkFailed(failed, problem.message)}`}
      </span>
    </span>
  )
}
