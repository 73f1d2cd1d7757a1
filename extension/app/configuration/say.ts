import { showToast } from '../../ui/toasts.tsx'
import { toProblem } from '../read.ts'

/** Says what came of something. */
export const tell = (message: string, kind: 'done' | 'problem' = 'done'): void => showToast({ message, kind })

/** Says what went wrong and what to do. */
export function warn(error: unknown): void {
  const { message, details } = toProblem(error)
  showToast({ message: [message, details.advice].filter(Boolean).join(' '), kind: 'problem' })
}
