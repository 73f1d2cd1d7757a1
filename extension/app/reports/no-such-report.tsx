import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { text } from '../text/reports.ts'
import { links } from './places.ts'

/** Where an address names a report that is not there. */
export const NoSuchReport = () => (
  <EmptyState title={text.noSuchReport}>
    <p>{text.noSuchReportWhy}</p>
    <Button href={links.home()}>{text.allReports}</Button>
  </EmptyState>
)
