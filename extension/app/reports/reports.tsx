import { place } from '../address.ts'
import { EditReport, NewReport } from './form-page.tsx'
import { ListPage } from './list-page.tsx'
import { NoSuchReport } from './no-such-report.tsx'
import { ReportPage } from './report-page.tsx'

/** Mandates and policies applied to connectors: the list, one report with its runs, and what one is about. */
export function Reports() {
  const [, part, action] = place.value.path
  if (part === undefined) return <ListPage />
  if (part === 'new') return <NewReport key={place.value.params.mandate} />
  const id = /^[1-9]\d{0,9}$/.test(part) ? Number(part) : undefined
  if (id === undefined) return <NoSuchReport />
  return action === 'edit' ? <EditReport key={id} id={id} /> : <ReportPage key={id} id={id} />
}
