import { useState } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { downloadText as text } from '../../text/monitor.ts'
import { DownloadDialog } from './download-dialog.tsx'
import type { AskFile } from './use-download.ts'

type Props = { readonly ask: AskFile; readonly disabled?: boolean }

/** Has a list saved as a file. */
export function Download({ ask, disabled }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={disabled}>
        <Icon name="download" />
        {text.open}
      </Button>
      {isOpen && <DownloadDialog ask={ask} onClose={() => setOpen(false)} />}
    </>
  )
}
