import type { Outcome } from '../../../shared/evaluation.ts'
import { Tag } from '../../ui/tag.tsx'
import { text } from '../text/monitor.ts'

const tones = { PASS: 'good', FAIL: 'high', UNKNOWN: 'quiet', EXCEPTED: 'low' } as const

/** How an evaluation counts, as a word with a colour. */
export const OutcomeTag = ({ outcome }: { readonly outcome: Outcome }) => (
  <Tag tone={tones[outcome]}>{text.outcome[outcome]}</Tag>
)
