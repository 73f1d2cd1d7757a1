import { PageHead } from '../page-head.tsx'
import { useRead } from '../read.ts'
import { Shown } from '../shown.tsx'
import { text } from '../text/policies.ts'
import { worker } from '../worker.ts'
import { ControlEditor } from './control-editor.tsx'
import { MayWrite } from './may-write.tsx'
import { links } from './places.ts'
import styles from './policies.module.css'
import { skeleton } from './skeleton-text.ts'

const trail = () => [{ label: text.tabs.controls, href: links.home('controls') }]

/** Writes a new control of one's own. */
export function NewControl() {
  const create = async (written: string) => {
    const response = await worker.value?.api['own-controls'].$post({ json: { text: written } })
    return (await response?.json())?.cid
  }
  return (
    <article class={styles.page}>
      <PageHead title={text.editor.newTitle} trail={trail()} />
      <MayWrite need="create">
        <ControlEditor draftKey="new" stored={skeleton} version={1} saveLabel={text.editor.save} onSave={create} />
      </MayWrite>
    </article>
  )
}

/** Changes a control of one's own. */
export function EditControl({ cid }: { readonly cid: number }) {
  const param = { cid: String(cid) }
  const read = useRead((api) => api['own-controls'][':cid'], { param })
  const save = async (written: string, basedOn: number) => {
    const response = await worker.value?.api['own-controls'][':cid'].$put({ param, json: { text: written, basedOn } })
    return (await response?.json())?.cid
  }
  return (
    <Shown read={read}>
      {({ text: stored, version, title }) => (
        <article class={styles.page}>
          <PageHead
            title={text.editor.editTitle(cid)}
            trail={[...trail(), { label: title, href: links.control(cid) }]}
          />
          <MayWrite need="update">
            <ControlEditor
              key={cid}
              draftKey={String(cid)}
              {...{ stored, version }}
              saveLabel={text.editor.saveVersion}
              onSave={save}
            />
          </MayWrite>
        </article>
      )}
    </Shown>
  )
}
