import { useState } from 'preact/hooks'
import { buildConsoleUrl } from '../../../../shared/console-links/index.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { changes, toProblem } from '../../read.ts'
import { text } from '../../text/monitor.ts'
import { worker } from '../../worker.ts'
import { type Reevaluated, reevaluate } from '../reevaluate.ts'
import { useRights } from '../use-rights.ts'
import styles from './evaluation-panel.module.css'
import type { Told } from './evaluation-panel.tsx'
import { ExceptDialog } from './except-dialog.tsx'

type Props = {
  readonly evaluation: Told
  /** What the last thing done came to. */
  readonly said: string
  readonly onSay: (said: string) => void
}

/** What can be done with one evaluation: judge it anew, accept it, look at the resource. */
export function EvaluationActions({ evaluation, said, onSay }: Props) {
  const { cid, resourceId, resource, outcome, result } = evaluation
  const rights = useRights()
  const { isBusy, problem, run } = useReevaluation(evaluation, onSay)
  const [isExcepting, setExcepting] = useState(false)
  const link = buildConsoleUrl(resource)
  /** Whether the link leads to the resource itself: all else needs a word. */
  const isThere = link?.precision === 'fix' || link?.precision === 'resource'
  return (
    <>
      <div class={styles.actions}>
        <Button isBusy={isBusy} disabled={!rights.update} onClick={() => void run()}>
          {text.reevaluate}
        </Button>
        {result !== 'PASS' && outcome !== 'EXCEPTED' && (
          <Button disabled={!rights.create} onClick={() => setExcepting(true)}>
            {text.except}
          </Button>
        )}
        {link && (
          <a
            class={styles.link}
            href={link.url}
            target="_blank"
            rel="noreferrer noopener"
            title={text.consoleHint[link.precision]}
          >
            {text.console[link.precision]} <Icon name="outside" />
          </a>
        )}
      </div>
      {!isThere && <p class={styles.quiet}>{link ? text.consoleHint[link.precision] : text.noConsole}</p>}
      {rights.why && <p class={styles.quiet}>{rights.why}</p>}
      <p class={styles.said} role="status">
        {isBusy ? text.reevaluating : said}
      </p>
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
      {isExcepting && (
        <ExceptDialog
          cid={cid}
          resourceIds={[resourceId]}
          onClose={() => setExcepting(false)}
          onDone={(count) => {
            setExcepting(false)
            onSay(text.exceptedNow(count))
          }}
        />
      )}
    </>
  )
}

function useReevaluation({ resourceId, cid, outcome }: Told, onSay: (said: string) => void) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<WorkerProblem>()
  const run = async () => {
    const { api } = worker.value ?? {}
    if (!api) return
    setBusy(true)
    setProblem(undefined)
    onSay('')
    try {
      onSay(told(outcome, await reevaluate(api, resourceId, cid)))
      changes.value += 1
    } catch (error) {
      setProblem(toProblem(error))
    }
    setBusy(false)
  }
  return { isBusy, problem, run }
}

function told(before: Told['outcome'], { outcome }: Reevaluated): string {
  if (outcome === 'gone') return text.goneNow
  if (outcome === before) return text.same(text.outcome[outcome])
  return text.turnedNow(text.outcome[before], text.outcome[outcome])
}
