import { useState } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { downloadText as text } from '../../text/monitor.ts'
import { DownloadDialog } from './download-dialog.tsx'
import type { AskFile } from './use-download.ts'

/** Has a list saved as a file. */
export function Download({ ask }: { readonly ask: AskFile }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon name="download" />
        {text.open}
      </Button>
      {isOpen && <DownloadDialog ask={ask} onClose={() => setOpen(false)} />}
    </>
  )
}
