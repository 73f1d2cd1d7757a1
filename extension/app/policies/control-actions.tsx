import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { saveFile } from '../save-file.ts'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { useMay } from '../use-may.ts'
import { CopyDialog } from './copy-dialog.tsx'
import type { ControlDetail } from './data.ts'
import { DeleteControl } from './delete-control.tsx'
import { links } from './places.ts'
import { readControlFile } from './read-control-file.ts'

/** What can be done with a control; what the token may not do is left out. */
export function ControlActions({ control }: { readonly control: ControlDetail }) {
  const { cid, origin } = control
  const may = useMay()
  const [open, setOpen] = useState<'copy' | 'delete'>()
  const { problem, act } = useAct()
  const close = () => setOpen(undefined)
  const download = () =>
    void act(
      () => readControlFile(cid),
      (file) => saveFile(`control-${cid}.yaml`, file),
    )
  const items: MenuItem[] = [{ label: text.actions.download, onSelect: download }]
  if (origin && may('create')) items.push({ label: text.actions.copy, onSelect: () => setOpen('copy') })
  if (origin && may('delete')) {
    items.push('separator', { label: text.actions.delete, isDanger: true, onSelect: () => setOpen('delete') })
  }
  return (
    <>
      {!origin && may('create') && <Button onClick={() => setOpen('copy')}>{text.actions.copy}</Button>}
      {origin && may('update') && <Button href={links.editControl(cid)}>{text.actions.edit}</Button>}
      {items.length === 1 ? (
        <Button onClick={download}>{text.actions.download}</Button>
      ) : (
        <Menu label={text.actions.more} items={items} />
      )}
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
      {open === 'copy' && <CopyDialog control={control} onClose={close} />}
      {open === 'delete' && <DeleteControl control={control} onClose={close} />}
    </>
  )
}
