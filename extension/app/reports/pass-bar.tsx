import type { Percent } from '../../../shared/report.ts'
import type { Posture } from '../../../shared/summary.ts'
import { ShareBar } from '../../ui/share-bar.tsx'
import { text } from '../text/reports.ts'

type Props = {
  readonly posture: Posture | undefined
  /** As the report tells them: rounded so that 100 is all. */
  readonly percent: Percent | null | undefined
  readonly emptyLabel?: string
}

/** What passed and failed: grey until there are results; percentages on hover and for screen readers. Exceptions count apart. */
export function PassBar({ posture, percent, emptyLabel = text.noResults }: Props) {
  const { pass = 0, fail = 0, unknown = 0 } = posture ?? {}
  return (
    <ShareBar
      counts={{ pass, fail, unknown }}
      labels={text.shares}
      words={percent ? text.percent(percent) : undefined}
      emptyLabel={emptyLabel}
    />
  )
}
