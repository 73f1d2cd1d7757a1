import type { RunError } from '../../shared/run.ts'
import { agrees, type Comparison } from './compare.ts'
import { explainFailure } from './differences.ts'
import type { PagingProxy } from './paging-proxy.ts'
import type { Refusal } from './run-denials.ts'

export type Tally = { readonly passed: number; readonly failed: number }

/** All that the suite found out. */
export type Findings = {
  readonly comparisons: readonly Comparison[]
  /** Calls that failed though nobody refused them. */
  readonly errors: readonly RunError[]
  readonly refusals: readonly Refusal[]
  readonly proxy: Pick<PagingProxy, 'notHeld' | 'paged'>
}

/** Prints what is not in the table, and the sums. */
export function conclude({ comparisons, errors, refusals, proxy }: Findings): Tally {
  console.log('\nWithout one permission: the controls that say UNKNOWN and name it')
  for (const { operation, permission, cids, unknown, wrong } of refusals)
    console.log([`${operation} (${permission})`, cids.join(' '), `${unknown} evaluations`, ...wrong].join(' | '))
  console.log(`\nNot held by moto: ${listed(proxy.notHeld)}`)
  console.log(`Lists told in pages: ${listed([...proxy.paged].map(([name, pages]) => `${name} (${pages})`))}`)
  const broken = errors.filter((error) => !explainFailure(error, proxy.notHeld))
  for (const { operation, reason } of broken) console.log(`OURS? ${operation}: ${reason}`)

  const agreed = comparisons.filter(agrees).length
  const wrong = comparisons.filter((one) => !agrees(one) && !one.why).length
  const refused = refusals.filter((one) => one.wrong.length > 0).length
  console.log(`\n${agreed} agreed, ${comparisons.length - agreed} differing`)
  const failed = wrong + refused + broken.length
  const passed = comparisons.length - wrong + refusals.length - refused
  console.log(`${passed} passed, ${failed} failed`)
  return { passed, failed }
}

const listed = (names: Iterable<string>) => [...names].sort().join(', ') || 'none'
