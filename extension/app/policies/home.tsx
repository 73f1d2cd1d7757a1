import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { place, setParams } from '../address.ts'
import { lazily } from '../lazily.tsx'
import { PageHead } from '../page-head.tsx'
import { useRead } from '../read.ts'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { useMay } from '../use-may.ts'
import { ControlList } from './control-list.tsx'
import { MandateList } from './mandate-list.tsx'
import { links } from './places.ts'
import styles from './policies.module.css'
import { PolicyList } from './policy-list.tsx'
import { exportOwn } from './transfer.ts'

const ImportDialog = lazily(() => import('./import-dialog.tsx').then((m) => m.ImportDialog))

const tabs = (['policies', 'mandates', 'controls'] as const).map((id) => ({ id, label: text.tabs[id] }))

/** Policies, mandates and controls, each in a tab. */
export function Home() {
  const tab = tabs.find(({ id }) => id === place.value.params.tab)?.id ?? 'policies'
  return (
    <div class={styles.page}>
      <PageHead title={text.title}>
        <Actions tab={tab} />
      </PageHead>
      <Tabs
        label={text.parts}
        items={tabs}
        current={tab}
        onSelect={(id) => setParams({ tab: id === 'policies' ? undefined : id, sort: undefined })}
      >
        <div class={styles.stack}>
          {tab === 'policies' && <PolicyList />}
          {tab === 'mandates' && <MandateList />}
          {tab === 'controls' && <ControlList />}
        </div>
      </Tabs>
    </div>
  )
}

/** What can be made, taken in and handed on. */
function Actions({ tab }: { readonly tab: string }) {
  const may = useMay()
  const [isImporting, setImporting] = useState(false)
  const [said, setSaid] = useState<string>()
  const { problem, act } = useAct()
  const has = useOwn()
  const items: MenuItem[] = [
    ...(may('create') ? [{ label: text.import, onSelect: () => setImporting(true) }] : []),
    {
      label: text.export,
      disabled: !has,
      onSelect: () => void act(exportOwn, (many) => setSaid(text.transfer.exported(many))),
    },
  ]
  return (
    <>
      {may('create') && (
        <>
          <Button href={links.newPolicy()} {...(tab === 'policies' && { kind: 'primary' })}>
            {text.newPolicy}
          </Button>
          <Button href={links.newControl()} {...(tab === 'controls' && { kind: 'primary' })}>
            {text.newControl}
          </Button>
        </>
      )}
      <Menu label={text.actions.more} items={items} />
      <span class={styles.said} role="status">
        {problem?.message ?? said}
      </span>
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  )
}

/** Whether there is anything of one's own. */
function useOwn(): boolean {
  const controls = useRead((api) => api['own-controls'], { query: { pageSize: '1' } })
  const policies = useRead((api) => api['own-policies'], { query: { pageSize: '1' } })
  return (controls.data?.total ?? 0) + (policies.data?.total ?? 0) > 0
}
