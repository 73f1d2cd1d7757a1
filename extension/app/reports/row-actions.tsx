import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/reports.ts'
import { useRefusal } from '../use-refusal.ts'
import type { Report } from './data.ts'
import { DeleteReport } from './delete-report.tsx'
import { links } from './places.ts'
import styles from './reports.module.css'
import { runReport } from './run-report.ts'

type Props = { readonly report: Report; readonly tabIndex: number }

/** What can be done with a report of the list: run it, change it, delete it. */
export function RowActions({ report, tabIndex }: Props) {
  const [isDeleting, setDeleting] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const refusal = useRefusal(text.mayNot)
  const title = visibleText(report.title)
  const run = async () => {
    setBusy(true)
    await runReport(report)
    setBusy(false)
  }
  return (
    <span class={styles.rowActions}>
      <Button
        tabIndex={tabIndex}
        title={refusal('update') ?? text.runOf(title)}
        disabled={refusal('update') !== undefined}
        isBusy={isBusy || report.running !== undefined}
        onClick={() => void run()}
      >
        {text.run}
      </Button>
      <Menu
        label={text.moreOf(title)}
        icon={<Icon name="more" />}
        tabIndex={tabIndex}
        items={[
          {
            label: text.edit,
            onSelect: () => {
              location.hash = links.edit(report.id)
            },
            disabled: refusal('update') !== undefined,
          },
          {
            label: text.delete,
            onSelect: () => setDeleting(true),
            isDanger: true,
            disabled: refusal('delete') !== undefined,
          },
        ]}
      />
      {isDeleting && (
        <DeleteReport report={report} onClose={() => setDeleting(false)} onDeleted={() => setDeleting(false)} />
      )}
    </span>
  )
}
