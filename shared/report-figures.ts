import type { Posture } from './summary.ts'

/**
 * How what failed before ended, and what fails now. `stillFailing`, `fixed`, `excepted`, `unknown` and `gone` add up to
 * what failed before; `newlyFailing` and `stillFailing` to what fails now. `gone`: the resource is not there any more,
 * or the control or connector not in the report.
 */
export const changes = ['newlyFailing', 'stillFailing', 'fixed', 'excepted', 'unknown', 'gone'] as const
export type Change = Readonly<Record<(typeof changes)[number], number>>

/** How a control or requirement ended; what nobody looked at is `not evaluated`. */
export const reportVerdicts = ['FAIL', 'UNKNOWN', 'EXCEPTED', 'PASS', 'not evaluated'] as const
export type ReportVerdict = (typeof reportVerdicts)[number]

/** In percent, with one decimal; see `percentOf`. */
export type Percent = { readonly pass: number; readonly fail: number; readonly unknown: number }

/**
 * Shares of what passed, failed and is unknown, in percent with one decimal; together they are 100. What an exception
 * holds for counts apart: it is in none of them. UNKNOWN is never PASS: it is in the whole, so that what could not be
 * read lowers the share of what passed. The share of passing is rounded down and that of failing up: 100 means all, and
 * 0 failing means none. Null where there is nothing to share out.
 */
export function percentOf({ pass, fail, unknown }: Posture): Percent | null {
  const whole = pass + fail + unknown
  if (whole === 0) return null
  const passing = Math.floor((pass * 1000) / whole)
  const failing = Math.ceil((fail * 1000) / whole)
  return { pass: passing / 10, fail: failing / 10, unknown: (1000 - passing - failing) / 10 }
}

/** How something with these evaluations ended: by the worst of them. */
export function verdictOf({ pass, fail, unknown, excepted }: Posture): ReportVerdict {
  if (fail > 0) return 'FAIL'
  if (unknown > 0) return 'UNKNOWN'
  if (excepted > 0) return 'EXCEPTED'
  return pass > 0 ? 'PASS' : 'not evaluated'
}
