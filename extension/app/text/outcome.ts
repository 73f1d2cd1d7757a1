import type { Criticality, Outcome } from '../../../shared/evaluation.ts'

/** The words that every view has for how an evaluation counts, and how grave a failure is. */
export const text = {
  outcomes: {
    PASS: 'Passed',
    FAIL: 'Failed',
    UNKNOWN: 'Unknown',
    EXCEPTED: 'Excepted',
  } satisfies Record<Outcome, string>,
  criticalities: { HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' } satisfies Record<Criticality, string>,
  shares: { pass: 'Passed', fail: 'Failed', unknown: 'Unknown', excepted: 'Excepted' },
  noResults: 'No results yet',
} as const
