import type { Posture } from '../../shared/summary.ts'
import { ShareBar } from '../ui/share-bar.tsx'
import { text } from './text/outcome.ts'

type Props = {
  readonly posture: Posture | undefined
  /** Numbers below it. */
  readonly hasLegend?: boolean
}

/** How the evaluations of something came out; grey until there are any, percentages on hover. */
export function PostureBar({ posture, hasLegend }: Props) {
  return <ShareBar counts={posture ?? {}} labels={text.shares} emptyLabel={text.noResults} hasLegend={hasLegend} />
}
