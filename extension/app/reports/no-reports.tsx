import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { linkTo } from '../address.ts'
import { text } from '../text/reports.ts'
import { useRefusal } from '../use-refusal.ts'
import { links } from './places.ts'

/** What a report is, and the way to the first one; or to the first connector, without which there is nothing to report. */
export function NoReports({ hasConnectors }: { readonly hasConnectors: boolean }) {
  const refusal = useRefusal(text.mayNot)('create')
  if (!hasConnectors) {
    return (
      <EmptyState title={text.noReports}>
        <p>{text.noConnectors}</p>
        <Button kind="primary" href={linkTo(['configuration'])}>
          {text.connect}
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={text.noReports}>
      <p>{text.what}</p>
      <Button kind="primary" href={links.create()} disabled={refusal !== undefined} title={refusal}>
        {text.newReport}
      </Button>
      {refusal && <p>{refusal}</p>}
    </EmptyState>
  )
}
