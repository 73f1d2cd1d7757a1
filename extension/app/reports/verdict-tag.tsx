import type { ReportVerdict } from '../../../shared/report.ts'
import { Tag } from '../../ui/tag.tsx'
import { text } from '../text/reports.ts'

const tones = { PASS: 'good', FAIL: 'high', UNKNOWN: 'quiet', EXCEPTED: 'low', 'not evaluated': 'plain' } as const

/** How a control, a requirement or a resource ended, as a word with a colour. */
export const VerdictTag = ({ verdict }: { readonly verdict: ReportVerdict }) => (
  <Tag tone={tones[verdict]}>{text.verdicts[verdict]}</Tag>
)
