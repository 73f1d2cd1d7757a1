import { useState } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import { connectorPatch } from '../../../../shared/connector-draft.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { toProblem } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { text as words } from '../../text/configuration-connect.ts'
import { useAct } from '../../use-act.ts'
import { worker } from '../../worker.ts'
import { MoreFields, NameField } from '../connect/fields.tsx'
import { errorsOf, type FieldErrors, type Values } from '../connect/form.ts'
import { KeyDrop } from '../connect/key-drop.tsx'
import { TextField } from '../connect/text-field.tsx'
import type { Form } from '../connect/use-form.ts'
import { tell } from '../say.ts'
import { Trouble } from '../trouble.tsx'
import styles from './delete-dialog.module.css'
import { type Patched, patchOf, valuesOf } from './patch.ts'

type Props = { readonly connector: Connector; readonly onClose: () => void }

/** Changes name, description and frequency, and how the connector signs in: secrets are replaced, never shown. */
export function EditDialog({ connector, onClose }: Props) {
  const form = useEditForm(connector)
  const { isBusy, problem, act } = useAct()
  const save = async () => {
    const patch = patchOf(connector, form)
    const checked = connectorPatch.safeParse(patch)
    const wrong = checked.success
      ? {}
      : errorsOf(checked.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message })))
    form.setErrors({
      ...wrong,
      ...(form.values.name?.trim() ? {} : { name: words.required }),
      ...(wrong.frequency ? { frequency: words.badFrequency } : {}),
    })
    if (!checked.success || !form.values.name?.trim()) return
    const isDone = await act(async () => {
      const connectors = worker.value?.api.connectors
      await connectors?.[':id'].$patch({ param: { id: connector.id }, json: checked.data }).catch((error: unknown) => {
        form.setErrors(errorsOf(toProblem(error).details.errors))
        throw error
      })
    })
    if (!isDone) return
    tell(text.saved)
    onClose()
  }
  return (
    <Dialog
      title={text.editTitle(visibleText(connector.name))}
      closeLabel={text.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" onClick={save} isBusy={isBusy}>
            {text.save}
          </Button>
        </>
      }
    >
      <form
        class={styles.body}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <NameField form={form} />
        <MoreFields form={form} />
        {connector.parent === undefined && <Access connector={connector} form={form} />}
        {problem && <Trouble problem={problem} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

function Access({ connector: { settings }, form }: { readonly connector: Connector; readonly form: Form }) {
  if (settings.cloud === 'aws') {
    return (
      <>
        <TextField form={form} name="roleArn" label={words.roleArn} isRequired />
        <TextField form={form} name="externalId" label={words.externalId} isRequired />
        {settings.members && (
          <TextField form={form} name="members.roleName" label={words.memberRole} hint={words.memberRoleHint} />
        )}
      </>
    )
  }
  if (settings.cloud === 'azure') {
    return (
      <>
        <TextField form={form} name="clientId" label={words.clientId} isRequired />
        <TextField
          {...{ form, name: 'clientSecret', label: words.newClientSecret, hint: words.clientSecretHint }}
          type="password"
        />
      </>
    )
  }
  return <KeyDrop label={words.keyNew} file={form.key} error={form.errors.key || undefined} onKey={form.setKey} />
}

function useEditForm(connector: Connector): Form {
  const [values, setValues] = useState<Values>(() => valuesOf(connector))
  const [key, setOwnKey] = useState<Patched['key']>()
  const [errors, setErrors] = useState<FieldErrors>({})
  const mend = (name: string, error = '') => setErrors((before) => ({ ...before, [name]: error }))
  return {
    values,
    key,
    errors,
    setErrors,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value }))
      mend(name)
    },
    setKey: (next, error) => {
      setOwnKey(next)
      mend('key', error)
    },
    forget: () => undefined,
  }
}
