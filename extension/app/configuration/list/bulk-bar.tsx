import { useState } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import { Button } from '../../../ui/button.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/configuration.ts'
import { useRefusal } from '../../use-refusal.ts'
import { queueRun } from '../connector-actions.ts'
import styles from './bulk-bar.module.css'
import { BulkDelete } from './bulk-delete.tsx'
import { type Each, useEach } from './use-each.ts'

type Props = { readonly selected: readonly Connector[]; readonly onClear: () => void }

/** What can be done with the connectors that are chosen, and how far it is. */
export function BulkBar({ selected, onClear }: Props) {
  const refusal = useRefusal(text.mayNot)
  const { each, start, stop } = useEach()
  const [isDeleting, setDeleting] = useState(false)
  const [notRun, notDeleted] = [refusal('update'), refusal('delete')]
  const runnable = selected.filter(({ retired }) => !retired)
  if (selected.length === 0 && !each) return null
  return (
    <section class={styles.bar} aria-label={text.bulk.title}>
      {selected.length > 0 && (
        <>
          <b>{text.bulk.selected(selected.length)}</b>
          <Button
            isBusy={each?.isRunning}
            disabled={notRun !== undefined || runnable.length === 0}
            title={notRun ?? (runnable.length === 0 ? text.isRetired : undefined)}
            onClick={() => void start(runnable, queueRun)}
          >
            {text.run}
          </Button>
          <Button
            kind="danger"
            disabled={notDeleted !== undefined || each?.isRunning}
            title={notDeleted}
            onClick={() => setDeleting(true)}
          >
            {text.delete}
          </Button>
          <Button kind="quiet" onClick={onClear}>
            {text.bulk.clear}
          </Button>
        </>
      )}
      {each?.isRunning && (
        <>
          <progress max={each.all} value={each.done} aria-label={text.bulk.queueing} />
          <Button onClick={stop}>{text.bulk.stop}</Button>
        </>
      )}
      <span role="status">{each && !each.isRunning && outcomeOf(each)}</span>
      {isDeleting && (
        <BulkDelete
          connectors={selected}
          onClose={() => setDeleting(false)}
          onDone={() => {
            setDeleting(false)
            onClear()
          }}
        />
      )}
    </section>
  )
}

/** How many runs were queued, and the first of those that were not. */
function outcomeOf({ done, failed }: Each): string {
  const queued = text.bulk.queued(done - failed.length)
  const [first] = failed
  if (!first) return queued
  return `${queued} ${text.bulk.notQueued(failed.length, visibleText(first.connector.name), first.problem.message)}`
}
