import { ReportRefusal } from '../store/reports/refusal.ts'
import { Problem } from './problem.ts'

/** Turns a refusal into its problem: 400 for what is wrong with the request, 409 for what stands against it. */
export function refused(error: unknown): never {
  if (!(error instanceof ReportRefusal)) throw error
  const { kind, message, field, other } = error
  if (kind === 'invalid' && field) throw new Problem(400, `${field}: ${message}`, { errors: [{ field, message }] })
  throw new Problem(409, message, other === undefined ? {} : { advice: `Run or change report ${other} instead.` })
}
