import { useState } from 'preact/hooks'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { toProblem } from '../read.ts'
import { saveFile } from '../save-file.ts'
import { takeFile } from '../take-file.ts'
import { text } from '../text/reports.ts'
import { worker } from '../worker.ts'
import { type Run, runParam } from './data.ts'
import { printPage } from './print-page.ts'
import styles from './reports.module.css'

type State = {
  readonly busy?: 'print' | 'pdf'
  readonly said?: string
  readonly problem?: WorkerProblem
  /** What failed, to be tried again. */
  readonly failed?: 'print' | 'pdf'
}

/** Hands a run to an auditor: as a PDF, or on paper. */
export function PrintActions({ run }: { readonly run: Run }) {
  const [{ busy, said, problem, failed }, setState] = useState<State>({})
  const start = async (what: 'print' | 'pdf') => {
    if (busy) return
    setState({ busy: what })
    try {
      const name = await (what === 'pdf' ? savePdf(run) : print(run))
      setState(name ? { said: text.pdfSaved(name) } : {})
    } catch (error) {
      setState({ problem: toProblem(error), failed: what })
    }
  }
  const pdf = () => void start('pdf')
  const paper = () => void start('print')
  return (
    <>
      <div class={styles.actions}>
        <Button kind="primary" isBusy={busy === 'pdf'} onClick={pdf}>
          {text.pdf}
        </Button>
        <Button isBusy={busy === 'print'} onClick={paper}>
          {text.print}
        </Button>
        <span class={styles.quiet} role="status">
          {busy === 'pdf' && text.makingPdf}
          {busy === 'print' && text.preparing}
          {said}
        </span>
      </div>
      {problem && (
        <ProblemBox
          message={visibleText(problem.message, 1000)}
          advice={problem.details.advice}
          retry={
            failed === 'pdf' && problem.details.status === 501
              ? { label: text.printInstead, onRetry: paper }
              : { label: text.retry, onRetry: failed === 'pdf' ? pdf : paper }
          }
        />
      )}
    </>
  )
}

const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const asked = (run: Run) => ({ param: runParam(run), query: { timeZone: timeZone() } })

async function savePdf(run: Run): Promise<string | undefined> {
  const response = await worker.value?.api.reports[':id'].runs[':run'].pdf.$get(asked(run))
  if (!response) return undefined
  const { name, blob } = await takeFile(response as Response)
  saveFile(name, blob)
  return name
}

async function print(run: Run): Promise<undefined> {
  const response = await worker.value?.api.reports[':id'].runs[':run'].html.$get(asked(run))
  if (response) await printPage(await response.text(), visibleText(run.title))
}
