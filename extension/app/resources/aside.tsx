import { Button } from '../../ui/button.tsx'
import { Name } from '../../ui/name.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { linkTo, place, setParams } from '../address.ts'
import { lazily } from '../lazily.tsx'
import { useRead } from '../read.ts'
import { text } from '../text/resources.ts'
import styles from './aside.module.css'

const DetailAside = lazily(() => import('./detail/detail-aside.tsx').then((m) => m.DetailAside))

/** The resource that `open` names, beside the list. */
export function Aside() {
  const { open } = place.value.params
  return open ? <OpenResource key={open} id={open} /> : null
}

function OpenResource({ id }: { readonly id: string }) {
  const read = useRead((api) => api.resources.detail, { query: { id } })
  const { tab } = place.value.params
  return (
    <SidePanel
      title={<Name text={read.data?.name ?? id} class={styles.title ?? ''} />}
      onClose={close}
      closeLabel={text.close}
      resizeLabel={text.resize}
      width={kept.width}
      onWidth={(width) => {
        kept.width = width
      }}
      actions={
        <Button kind="quiet" href={linkTo(['resources', 'detail', id], tab ? { tab } : {})}>
          {text.openPage}
        </Button>
      }
      takesFocus
    >
      <DetailAside read={read} />
    </SidePanel>
  )
}

/** The next one opens as wide as the last one was. */
const kept = { width: 620 }

const close = () => setParams({ open: undefined, tab: undefined })
