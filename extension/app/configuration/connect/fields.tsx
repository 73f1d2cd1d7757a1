import type { Cloud } from '../../../../shared/resource.ts'
import { text } from '../../text/configuration-connect.ts'
import { AwsFields } from './aws-fields.tsx'
import styles from './fields.module.css'
import { KeyDrop } from './key-drop.tsx'
import { TextField } from './text-field.tsx'
import type { Form } from './use-form.ts'

type Props = { readonly form: Form }

/** What a connector is called. */
export const NameField = ({ form }: Props) => (
  <TextField form={form} name="name" label={text.name} hint={text.nameHint} isRequired />
)

/** What every connector has besides, and most leave as it is. */
export function MoreFields({ form }: Props) {
  return (
    <>
      <TextField form={form} name="description" label={text.description} isLong />
      <TextField
        form={form}
        name="frequency"
        label={text.frequency}
        hint={text.frequencyHint}
        type="number"
        isRequired
      />
    </>
  )
}

/** How a connector of this provider signs in. */
export function AccessFields({ cloud, form }: Props & { readonly cloud: Cloud }) {
  if (cloud === 'aws') return <AwsFields form={form} />
  return cloud === 'azure' ? <AzureFields form={form} /> : <GcpFields form={form} />
}

/** The four parts of Azure, in the order of its guide. */
function AzureFields({ form }: Props) {
  const [application, secret, role, subscription] = text.azureParts
  return (
    <>
      <p class={styles.note}>{text.azureNeeds}</p>
      <fieldset class={styles.part}>
        <legend>{application}</legend>
        <TextField form={form} name="clientId" label={text.clientId} hint={text.guidHint} isRequired />
        <TextField form={form} name="tenantId" label={text.tenantId} isRequired />
      </fieldset>
      <fieldset class={styles.part}>
        <legend>{secret}</legend>
        <TextField
          {...{ form, name: 'clientSecret', label: text.clientSecret, hint: text.clientSecretHint }}
          type="password"
          isRequired
        />
      </fieldset>
      <fieldset class={styles.part}>
        <legend>{role}</legend>
        <p class={styles.note}>{text.azureRole}</p>
      </fieldset>
      <fieldset class={styles.part}>
        <legend>{subscription}</legend>
        <TextField form={form} name="subscriptionId" label={text.subscriptionId} isRequired />
      </fieldset>
    </>
  )
}

function GcpFields({ form }: Props) {
  return (
    <>
      <KeyDrop label={text.key} file={form.key} error={form.errors.key || undefined} onKey={form.setKey} />
      <TextField form={form} name="projectId" label={text.projectId} hint={text.projectIdHint} />
    </>
  )
}
