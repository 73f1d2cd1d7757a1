import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Name } from '../../ui/name.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { Tag } from '../../ui/tag.tsx'
import { setParams } from '../address.ts'
import { PageHead } from '../page-head.tsx'
import { text } from '../text/reports.ts'
import { useRefusal } from '../use-refusal.ts'
import type { Report, Run } from './data.ts'
import { DeleteReport } from './delete-report.tsx'
import { links } from './places.ts'
import { PrintActions } from './print-actions.tsx'
import styles from './reports.module.css'
import { runReport } from './run-report.ts'
import { scheduleText } from './schedule-text.ts'

type Props = {
  readonly report: Report
  /** The one on show, where it has results: to be printed. */
  readonly run: Run | undefined
}

const own = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What a report is, and what can be done with it. */
export function ReportHead({ report, run }: Props) {
  const { title, description, cloud, subject, schedule, nextRun } = report
  return (
    <>
      <PageHead
        title={title}
        trail={[{ label: text.title, href: links.home() }]}
        about={
          <>
            <Tag>{text.clouds[cloud]}</Tag>
            <Subject subject={subject} />
            <span class={styles.quiet}>
              {scheduleText(schedule)}
              {nextRun && `, ${text.nextRunAt(absoluteTime(nextRun), schedule?.timeZone !== own)}`}
            </span>
          </>
        }
      >
        <Actions report={report} />
      </PageHead>
      {description && (
        <p class={styles.prose}>
          <Name text={description} />
        </p>
      )}
      {run && <PrintActions run={run} />}
    </>
  )
}

function Subject({ subject: { kind, title, slugs, publisher } }: Pick<Report, 'subject'>) {
  const [slug = ''] = slugs
  if (kind === 'policy') return <Name text={text.policiesOf(title)} />
  return (
    <span>
      <a href={links.mandate(slug)}>
        <Name text={title} />
      </a>
      {publisher && `, ${text.publishedBy(publisher)}`}
    </span>
  )
}

function Actions({ report }: { readonly report: Report }) {
  const [isDeleting, setDeleting] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const refusal = useRefusal(text.mayNot)
  const run = async () => {
    setBusy(true)
    // What comes of it is shown, not the run that was chosen before.
    if (await runReport(report)) setParams({ run: undefined, with: undefined })
    setBusy(false)
  }
  return (
    <>
      {report.lastRun && (
        <Button
          isBusy={isBusy || report.running !== undefined}
          disabled={refusal('update') !== undefined}
          title={refusal('update')}
          onClick={() => void run()}
        >
          {text.runAgain}
        </Button>
      )}
      <Button href={links.edit(report.id)} disabled={refusal('update') !== undefined} title={refusal('update')}>
        {text.edit}
      </Button>
      <Menu
        label={text.more}
        icon={<Icon name="more" />}
        items={[
          {
            label: text.delete,
            onSelect: () => setDeleting(true),
            isDanger: true,
            disabled: refusal('delete') !== undefined,
          },
        ]}
      />
      {isDeleting && (
        <DeleteReport
          report={report}
          onClose={() => setDeleting(false)}
          onDeleted={() => {
            location.hash = links.home()
          }}
        />
      )}
    </>
  )
}
