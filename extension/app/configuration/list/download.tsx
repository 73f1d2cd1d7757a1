import { useState } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Select } from '../../../ui/select.tsx'
import { place } from '../../address.ts'
import { saveFile } from '../../save-file.ts'
import { takeFile } from '../../take-file.ts'
import { text } from '../../text/configuration.ts'
import { worker } from '../../worker.ts'
import { Trouble } from '../trouble.tsx'
import { useAction } from '../use-action.ts'
import styles from './download.module.css'
import { asState } from './state-filter.tsx'

type Format = keyof typeof text.list

/** Saves the list as a file: the format, and the time zone of its dates. */
export function DownloadConnectors({ disabled }: { readonly disabled: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={disabled}>
        <Icon name="download" />
        {text.download}
      </Button>
      {isOpen && <Choices onClose={() => setOpen(false)} />}
    </>
  )
}

function Choices({ onClose }: { readonly onClose: () => void }) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const [format, setFormat] = useState<Format>('csv')
  const [timeZone, setTimeZone] = useState(own)
  const [said, setSaid] = useState('')
  const { isBusy, problem, start } = useAction()
  const zones = [...new Set([own, 'UTC'])].map((value) => ({ value, label: value }))
  const save = () => start(async () => setSaid(await download(format, timeZone)))
  return (
    <Dialog
      title={text.downloadTitle}
      closeLabel={text.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{said ? text.close : text.cancel}</Button>
          <Button kind="primary" onClick={save} isBusy={isBusy}>
            {isBusy ? text.downloading : text.download}
          </Button>
        </>
      }
    >
      <div class={styles.choices}>
        <p>{text.downloadWhat}</p>
        <Select
          label={text.format}
          value={format}
          options={(Object.keys(text.list) as Format[]).map((value) => ({ value, label: text.list[value] }))}
          onChange={setFormat}
        />
        <Select label={text.timeZone} value={timeZone} options={zones} onChange={setTimeZone} />
        {problem && <Trouble problem={problem} />}
        <p role="status" class={styles.said}>
          {said}
        </p>
      </div>
    </Dialog>
  )
}

/** Fetches the file and hands it to the browser; answers what to say of it. */
async function download(format: Format, timeZone: string): Promise<string> {
  const { cloud, account } = place.value.scope
  const state = asState(place.value.params.state)
  // To the worker a retired connector is Offline.
  const asked = state ? `connector.state:${state === 'Retired' ? 'Offline' : state}` : undefined
  const query = [account && `account.id:${JSON.stringify(account)}`, asked].filter(Boolean).join(' and ')
  const response = await worker.value?.api.exports.connectors.$get({
    query: { ...(cloud ? { cloud } : {}), ...(query ? { query } : {}), format, timeZone, limit: 'all', bom: 'true' },
  })
  if (!response) throw new Error(text.problem)
  const { name, blob } = await takeFile(response)
  saveFile(name, blob)
  return text.downloaded(name, text.kilobytes(Math.ceil(blob.size / 1024)))
}
