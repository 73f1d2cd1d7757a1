import { useState } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { goTo, place } from '../../address.ts'
import { useRead } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { useAct } from '../../use-act.ts'
import { useRefusal } from '../../use-refusal.ts'
import { deleteConnector, testSignIn } from '../connector-actions.ts'
import { tell, warn } from '../say.ts'
import { Trouble } from '../trouble.tsx'
import styles from './delete-dialog.module.css'
import { MembersChoice, type MembersWish } from './members-choice.tsx'

type Props = { readonly connector: Connector; readonly onClose: () => void }

/** Asks before a connector is deleted: why that mends nothing, what goes with it, and for its name. */
export function DeleteDialog({ connector, onClose }: Props) {
  const [typed, setTyped] = useState('')
  const [wish, setWish] = useState<MembersWish>()
  const members = useRead((api) => api.connectors, { query: { parent: connector.id } })
  const count = members.data?.items.length
  const { isBusy, problem, act } = useAct()
  const refusal = useRefusal(text.mayNot)('delete')
  const name = visibleText(connector.name)
  const isMember = connector.parent !== undefined && connector.retired === undefined
  // Until it is known whether it keeps others, nothing is deleted.
  const isReady = typed.trim() === connector.name.trim() && count !== undefined && (count === 0 || wish !== undefined)

  const remove = async () => {
    const isDone = await act(() => deleteConnector(connector, wish))
    if (isDone) goTo({ ...place.value, path: ['configuration'], params: {} })
  }
  const test = () => {
    onClose()
    void testSignIn(connector).then((said) => tell(said), warn)
  }
  return (
    <Dialog
      title={text.deleteTitle(name)}
      closeLabel={text.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          {!isMember && (
            <Button kind="danger" onClick={remove} isBusy={isBusy} disabled={!isReady || refusal !== undefined}>
              {text.deleteDo}
            </Button>
          )}
        </>
      }
    >
      <div class={styles.body}>
        {isMember ? (
          <p>
            <ParentName id={connector.parent ?? ''} />
          </p>
        ) : (
          <>
            <p>{text.deleteNot}</p>
            {connector.state === 'Offline' && !connector.retired && (
              <p>
                <Button onClick={test}>{text.deleteInstead}</Button>
              </p>
            )}
            <Loss connector={connector} />
            {count !== undefined && count > 0 && <MembersChoice {...{ count, wish }} onChange={setWish} />}
            <Field label={text.deleteType(name)}>
              <input
                value={typed}
                autocomplete="off"
                spellcheck={false}
                onInput={(event) => setTyped((event.currentTarget as HTMLInputElement).value)}
              />
            </Field>
          </>
        )}
        {refusal && <p>{refusal}</p>}
        {problem && <Trouble problem={problem} />}
      </div>
    </Dialog>
  )
}

/** A member is not deleted by itself. */
function ParentName({ id }: { readonly id: string }) {
  const { data } = useRead((api) => api.connectors[':id'], { param: { id } })
  return <>{text.deleteMember(visibleText(data?.name ?? id))}</>
}

/** What goes with a connector, counted; a figure that is not known yet is not shown. */
function Loss({ connector: { id } }: { readonly connector: Connector }) {
  const query = { connector: id, pageSize: '1' }
  const resources = useRead((api) => api.resources, { query }).data?.total
  const evaluations = useRead((api) => api.evaluations, { query }).data?.total
  const runs = useRead((api) => api.connectors[':id'].runs, { param: { id }, query: { pageSize: '1' } }).data?.total
  const lines = [
    resources === undefined ? undefined : text.deleteResources(resources),
    evaluations === undefined ? undefined : text.deleteEvaluations(evaluations),
    runs === undefined ? undefined : text.deleteRuns(runs),
  ].filter((line) => line !== undefined)
  return (
    <div>
      <p>{text.deleteGoes}</p>
      <ul class={styles.loss}>
        {lines.length < 3 && <li>{text.deleteCounting}</li>}
        {lines.length === 3 && lines.map((line) => <li key={line}>{line}</li>)}
      </ul>
    </div>
  )
}
