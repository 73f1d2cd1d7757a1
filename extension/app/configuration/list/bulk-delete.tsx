import { useState } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/configuration.ts'
import { removeConnector } from '../connector-actions.ts'
import { tell } from '../say.ts'
import { Trouble } from '../trouble.tsx'
import styles from './bulk-bar.module.css'
import { useEach } from './use-each.ts'

type Props = {
  readonly connectors: readonly Connector[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/**
 * Asks before several connectors are deleted: why that mends nothing, which they are, and for their number. Organizations,
 * and accounts that one keeps, ask for more than that and are deleted one by one.
 */
export function BulkDelete({ connectors, onClose, onDone }: Props) {
  const [typed, setTyped] = useState('')
  const { each, start } = useEach()
  const isApart = ({ type, parent, retired }: Connector) =>
    type === 'organization' || (parent !== undefined && !retired)
  // What was asked about stays on show while they vanish from the list.
  const [asked] = useState(() => ({
    goes: connectors.filter((one) => !isApart(one)),
    apart: connectors.filter(isApart),
  }))
  const { goes, apart } = asked
  const remove = async () => {
    const { done, failed } = await start(goes, removeConnector)
    if (failed.length > 0) return
    tell(text.bulk.deleted(done))
    onDone()
  }
  const isReady = goes.length > 0 && typed.trim() === String(goes.length)
  const [first] = each?.failed ?? []
  return (
    <Dialog
      title={text.bulk.deleteTitle(goes.length)}
      closeLabel={text.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="danger" onClick={remove} isBusy={each?.isRunning} disabled={!isReady}>
            {text.deleteDo}
          </Button>
        </>
      }
    >
      <div class={styles.body}>
        <p>{text.bulk.deleteNot}</p>
        {goes.length > 0 && (
          <div>
            <p>{text.bulk.deleteGoes}</p>
            <Names connectors={goes} />
          </div>
        )}
        {apart.length > 0 && (
          <div>
            <p>{text.bulk.deleteApart}</p>
            <Names connectors={apart} />
          </div>
        )}
        {goes.length > 0 && (
          <Field label={text.bulk.deleteType(goes.length)}>
            <input
              value={typed}
              inputMode="numeric"
              autocomplete="off"
              onInput={(event) => setTyped((event.currentTarget as HTMLInputElement).value)}
            />
          </Field>
        )}
        {each?.isRunning && <progress max={each.all} value={each.done} aria-label={text.bulk.deleting} />}
        {first && <Trouble problem={first.problem} />}
      </div>
    </Dialog>
  )
}

const Names = ({ connectors }: { readonly connectors: readonly Connector[] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrollable by keyboard
  <ul class={styles.names} tabIndex={0}>
    {connectors.map(({ id, name }) => (
      <li key={id}>{visibleText(name)}</li>
    ))}
  </ul>
)
