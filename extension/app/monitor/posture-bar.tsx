import type { Posture } from '../../../shared/summary.ts'
import { ShareBar } from '../../ui/share-bar.tsx'
import { text } from '../text/monitor.ts'

type Props = { readonly posture: Posture | undefined; readonly hasLegend?: boolean }

const labels = { pass: text.pass, fail: text.fail, unknown: text.unknown, excepted: text.excepted }

/** What part of some evaluations passed and failed. */
export function PostureBar({ posture, hasLegend }: Props) {
  return <ShareBar counts={posture ?? {}} labels={labels} emptyLabel={text.notEvaluated} hasLegend={hasLegend} />
}
