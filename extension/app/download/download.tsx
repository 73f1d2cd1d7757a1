import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { text } from '../text/download.ts'
import { DownloadDialog } from './download-dialog.tsx'
import type { AskFile } from './use-download.ts'

type Props = {
  readonly ask: AskFile
  /** What is to be known of this list's file, instead of what holds for any. */
  readonly what?: string | undefined
  /** Keys of the columns on show, where those can be chosen. */
  readonly columns?: readonly string[] | undefined
  /** The list is one page: there is no choosing how much of it. */
  readonly isPage?: boolean | undefined
  readonly disabled?: boolean | undefined
}

/** Has a list saved as a file. */
export function Download({ disabled, ...list }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={disabled}>
        <Icon name="download" />
        {text.open}
      </Button>
      {isOpen && <DownloadDialog {...list} onClose={() => setOpen(false)} />}
    </>
  )
}
