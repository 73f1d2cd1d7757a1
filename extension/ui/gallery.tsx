import { useState } from 'preact/hooks'
import { Button, IconButton } from './button.tsx'
import { Checkbox } from './checkbox.tsx'
import { Chip } from './chip.tsx'
import { CopyButton } from './copy-button.tsx'
import { Dialog } from './dialog.tsx'
import { EmptyState } from './empty-state.tsx'
import { Facet } from './facet.tsx'
import { Field } from './field.tsx'
import { Figure } from './figure.tsx'
import styles from './gallery.module.css'
import { GalleryCharts } from './gallery-charts.tsx'
import { GalleryTable } from './gallery-table.tsx'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'
import { ProblemBox } from './problem-box.tsx'
import { Select } from './select.tsx'
import { SidePanel } from './side-panel.tsx'
import { Skeleton } from './skeleton.tsx'
import { Tabs } from './tabs.tsx'
import { Tag } from './tag.tsx'
import { Toasts, useToasts } from './toasts.tsx'

/** All components on one page, for who builds with them. In development only; nobody else reads its words. */
export function Gallery() {
  return (
    <main class={styles.page}>
      <h1>Components</h1>
      <Buttons />
      <Fields />
      <Openers />
      <Marks />
      <section class={styles.section}>
        <h2>Charts</h2>
        <GalleryCharts />
      </section>
      <section class={styles.section}>
        <h2>Table of 50,000 rows</h2>
        <GalleryTable />
      </section>
      <Toasts label="Messages" closeLabel="Close" />
    </main>
  )
}

function Buttons() {
  const [isBusy, setBusy] = useState(false)
  const [isPressed, setPressed] = useState(true)
  return (
    <section class={styles.section}>
      <h2>Buttons</h2>
      <div class={styles.line}>
        <Button kind="primary" onClick={() => setBusy(!isBusy)}>
          Primary
        </Button>
        <Button onClick={() => setBusy(!isBusy)}>Plain</Button>
        <Button kind="quiet" onClick={() => setBusy(!isBusy)}>
          Quiet
        </Button>
        <Button kind="danger" onClick={() => setBusy(!isBusy)}>
          Danger
        </Button>
        <Button isBusy={isBusy} onClick={() => setBusy(true)}>
          Busy after a press
        </Button>
        <Button disabled>Disabled</Button>
        <Button isPressed={isPressed} onClick={() => setPressed(!isPressed)}>
          Stays down
        </Button>
        <Button href="#/gallery">A link</Button>
        <IconButton label="Ask again" onClick={() => setBusy(!isBusy)}>
          <Icon name="refresh" />
        </IconButton>
        <CopyButton text="vpc-0123" label="Copy" copiedLabel="Copied" failedLabel="Could not be copied" />
        <CopyButton text="vpc-0123" label="Copy id" copiedLabel="Copied" failedLabel="Could not be copied" isSmall />
      </div>
    </section>
  )
}

function Fields() {
  const [name, setName] = useState('')
  const [cloud, setCloud] = useState('aws')
  const [isChecked, setChecked] = useState(true)
  const options = ['aws', 'azure', 'gcp'].map((value) => ({ value, label: value.toUpperCase() }))
  return (
    <section class={styles.section}>
      <h2>Fields</h2>
      <div class={styles.columns}>
        <Field label="Name" hint="As your colleagues know the account" error={name ? undefined : 'Give it a name'}>
          <input value={name} onInput={(event) => setName(event.currentTarget.value)} placeholder="Production" />
        </Field>
        <Field label="Reason" hint="Who reads it later will want to know why">
          <textarea rows={3} />
        </Field>
        <div class={styles.line}>
          <Select label="Provider" value={cloud} options={options} onChange={setCloud} />
          <Checkbox label="All regions" isChecked={isChecked} onChange={setChecked} />
          <Checkbox label="Some" isChecked={false} isMixed onChange={() => setChecked(!isChecked)} />
          <Checkbox label="Fixed" isChecked disabled onChange={setChecked} />
        </div>
      </div>
    </section>
  )
}

function Openers() {
  const [open, setOpen] = useState<'dialog' | 'panel'>()
  const [tab, setTab] = useState<'steps' | 'cli'>('steps')
  const toasts = useToasts()
  const close = () => setOpen(undefined)
  const tabs = [
    { id: 'steps', label: 'Steps', count: 3 },
    { id: 'cli', label: 'Command line' },
  ] as const
  const items = [
    { label: 'Run now', onSelect: () => toasts.show({ message: 'Running' }) },
    { label: 'Pause', onSelect: () => toasts.show({ message: 'Paused' }) },
    'separator',
    { label: 'Delete', isDanger: true, onSelect: () => toasts.show({ kind: 'problem', message: 'Not allowed' }) },
  ] as const
  return (
    <section class={styles.section}>
      <h2>What opens</h2>
      <div class={styles.line}>
        <Menu label="Actions" items={items} />
        <Menu label="More" items={items} icon={<Icon name="more" />} />
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button onClick={() => setOpen('panel')}>Side panel</Button>
        <Button
          onClick={() =>
            toasts.show({
              message: 'Saved',
              action: { label: 'Undo', onAction: () => toasts.show({ message: 'Undone' }) },
            })
          }
        >
          Message
        </Button>
      </div>
      <Tabs label="Remediation" items={tabs} current={tab} onSelect={setTab}>
        <p>{tab === 'steps' ? 'Open the bucket.' : 'aws s3api'}</p>
      </Tabs>
      {open === 'dialog' && (
        <Dialog
          title="Delete the connector Production?"
          closeLabel="Close"
          onClose={close}
          actions={
            <>
              <Button onClick={close}>Keep</Button>
              <Button kind="danger" onClick={close}>
                Delete
              </Button>
            </>
          }
        >
          <p>What it collected is kept for 30 days.</p>
        </Dialog>
      )}
      {open === 'panel' && (
        <SidePanel
          title="invoices-00000"
          closeLabel="Close"
          resizeLabel="Width of the panel"
          onClose={close}
          takesFocus
        >
          <p>The page behind it goes on working.</p>
        </SidePanel>
      )}
    </section>
  )
}

function Marks() {
  const [chosen, setChosen] = useState<string | undefined>('eu-west-1')
  const regions = [
    'eu-west-1',
    'eu-central-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'sa-east-1',
    'global',
  ]
  return (
    <section class={styles.section}>
      <h2>Marks and figures</h2>
      <div class={styles.columns}>
        <Figure label="Failures" value={18_204} detail="of 51,330 evaluations" age="3 minutes ago" href="#/gallery" />
        <Figure label="Exceptions" value={undefined} detail="not asked for yet" />
        <Facet
          title="Region"
          values={regions.map((value, at) => ({ value, label: value, count: at > 6 ? undefined : 8000 >> at }))}
          chosen={chosen}
          onChoose={setChosen}
          moreLabel={(hidden) => `${hidden} more`}
          fewerLabel="Fewer"
        />
      </div>
      <div class={styles.line}>
        {chosen && (
          <Chip label={`Region: ${chosen}`} onRemove={() => setChosen(undefined)} removeLabel="Remove the filter" />
        )}
        <Tag>env: prod</Tag>
        <Tag tone="good">Online</Tag>
        <Tag tone="high">Offline</Tag>
        <Tag tone="medium">Pending</Tag>
        <Tag tone="low">Refreshing</Tag>
        <Tag tone="quiet">Retired</Tag>
      </div>
      <ProblemBox
        message="The worker does not answer."
        advice="See whether it runs; what is shown is from 3 hours ago."
        retry={{ label: 'Try again', onRetry: () => setChosen(undefined) }}
      />
      <div aria-busy="true">
        <Skeleton width="40%" /> <Skeleton /> <Skeleton width="70%" />
      </div>
      <EmptyState title="No report yet">
        <p>A report is a mandate, or policies, for some connectors.</p>
      </EmptyState>
    </section>
  )
}
