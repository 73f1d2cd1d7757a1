import type { Outcome } from '../../shared/evaluation.ts'
import { Tag } from '../ui/tag.tsx'
import { text } from './text/outcome.ts'

const tones = { FAIL: 'high', PASS: 'good', UNKNOWN: 'quiet', EXCEPTED: 'low' } as const

/** How an evaluation counts: as a word, in its colour. */
export const OutcomeTag = ({ outcome }: { readonly outcome: Outcome }) => (
  <Tag tone={tones[outcome]}>{text.outcomes[outcome]}</Tag>
)
