import { awsConnectorTypes, awsMemberTypes } from '../../../../shared/connector.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { text } from '../../text/configuration-connect.ts'
import styles from './fields.module.css'
import { newExternalId } from './form.ts'
import { TextField } from './text-field.tsx'
import type { Form } from './use-form.ts'

type Props = { readonly form: Form }

/** The usual type first. */
const order = [...awsConnectorTypes].sort((a, b) => Number(b === 'cspm') - Number(a === 'cspm'))

/** Type, external id and role; of an organization, how its members are entered besides. */
export function AwsFields({ form }: Props) {
  const isOrganization = form.values.type === 'organization'
  const own = (
    <>
      <TextField form={form} name="externalId" label={text.externalId} hint={text.externalIdHint} />
      <p class={styles.under}>
        <Button kind="quiet" onClick={() => form.set('externalId', newExternalId())}>
          {text.newExternalId}
        </Button>
      </p>
      <TextField form={form} name="roleArn" label={text.roleArn} hint={text.roleArnHint} isRequired />
    </>
  )
  return (
    <>
      <Types form={form} />
      {isOrganization ? (
        <>
          <fieldset class={styles.part}>
            <legend>{text.organizationPart}</legend>
            {own}
          </fieldset>
          <Members form={form} />
        </>
      ) : (
        own
      )}
    </>
  )
}

function Types({ form }: Props) {
  return (
    <fieldset class={styles.part}>
      <legend>{text.type}</legend>
      {order.map((type) => {
        const [label, about] = text.types[type]
        return (
          <label key={type} class={styles.choice}>
            <input
              type="radio"
              name="type"
              value={type}
              checked={form.values.type === type}
              onChange={() => form.set('type', type)}
            />
            <span>
              <b>{label}</b> {label.toLowerCase() !== type && <code>{type}</code>}
              <span class={styles.about}>{about}</span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

function Members({ form }: Props) {
  return (
    <fieldset class={styles.part}>
      <legend>{text.membersPart}</legend>
      <TextField form={form} name="members.roleName" label={text.memberRole} hint={text.memberRoleHint} isRequired />
      <TextField
        {...{ form, name: 'members.externalId', label: text.memberExternalId, hint: text.memberExternalIdHint }}
      />
      <Field label={text.memberType} error={form.errors['members.type'] || undefined}>
        <select
          value={form.values['members.type']}
          onChange={(event) => form.set('members.type', (event.currentTarget as HTMLSelectElement).value)}
        >
          {awsMemberTypes.map((type) => (
            <option key={type} value={type}>
              {text.memberTypes[type]}
            </option>
          ))}
        </select>
      </Field>
    </fieldset>
  )
}
