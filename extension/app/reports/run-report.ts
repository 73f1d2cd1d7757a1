import { showToast } from '../../ui/toasts.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { changes, toProblem } from '../read.ts'
import { text } from '../text/reports.ts'
import { worker } from '../worker.ts'
import { type Report, reportParam } from './data.ts'

/** Queues a run; says that it runs, or why it does not. Answers whether it was queued. */
export async function runReport({ id, title }: Pick<Report, 'id' | 'title'>): Promise<boolean> {
  try {
    await worker.value?.api.reports[':id'].run.$post({ param: reportParam(id) })
    showToast({ message: text.started(visibleText(title)) })
    return true
  } catch (error) {
    const { message, details } = toProblem(error)
    showToast({ message: [message, details.advice].filter(Boolean).join(' '), kind: 'problem' })
    return false
  } finally {
    changes.value += 1
  }
}
