import type { z } from 'zod'
import { awsMemberTypes, awsRoleNames } from '../../../../shared/connector.ts'
import { connectorDraft, type gcpKey } from '../../../../shared/connector-draft.ts'
import type { Cloud } from '../../../../shared/resource.ts'
import type { FieldError } from '../../../sync/worker-problem.ts'
import { text } from '../../text/configuration-connect.ts'

/** What is typed into the form, by the names under which the worker knows it: `members.roleName`. */
export type Values = Readonly<Record<string, string>>

export type GcpKey = z.infer<typeof gcpKey>
/** A key file that was read: what may be told of it, and the key itself. */
export type KeyFile = { readonly name?: string | undefined; readonly size: number; readonly key: GcpKey }

/** What is wrong, by field. */
export type FieldErrors = Readonly<Record<string, string>>

/** The form as it begins. Its external id belongs to this connector alone. */
export const firstValues = (cloud: Cloud): Values => ({
  frequency: '240',
  ...(cloud === 'aws'
    ? {
        type: 'cspm',
        externalId: newExternalId(),
        'members.roleName': awsRoleNames.member,
        'members.type': awsMemberTypes.find((type) => type === 'cspm') ?? '',
      }
    : {}),
})

export const newExternalId = (): string => `plumbline-${crypto.randomUUID()}`

const fieldsOf: Readonly<Record<Cloud, readonly string[]>> = {
  aws: ['type', 'roleArn', 'externalId'],
  azure: ['tenantId', 'clientId', 'clientSecret', 'subscriptionId'],
  gcp: ['projectId'],
}
const optional = ['projectId', 'externalId', 'type']

/** What the worker is sent: without what was left empty. */
export function draftOf(cloud: Cloud, values: Values, key?: KeyFile): Record<string, unknown> {
  const filled = (names: readonly string[], prefix = '') =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = values[prefix + name]?.trim()
        return value ? [[name, value]] : []
      }),
    )
  const isOrganization = cloud === 'aws' && values.type === 'organization'
  return {
    cloud,
    ...filled(['name', 'description', ...fieldsOf[cloud]]),
    frequency: Number(values.frequency || Number.NaN),
    ...(isOrganization ? { members: filled(['roleName', 'externalId', 'type'], 'members.') } : {}),
    ...(key ? { key: key.key } : {}),
  }
}

/** What is wrong with the form before it is sent, in the worker's own words where it has some. */
export function errorsIn(cloud: Cloud, values: Values, key?: KeyFile): FieldErrors {
  const needed = ['name', ...fieldsOf[cloud].filter((name) => !optional.includes(name))]
  const missing = needed.filter((name) => !values[name]?.trim()).map((name) => [name, text.required] as const)
  const { error } = connectorDraft.safeParse(draftOf(cloud, values, key))
  const wrong = (error?.issues ?? []).map(({ path, message }) => [path.map(String).join('.'), message] as const)
  const all = Object.fromEntries([...wrong, ...missing])
  return {
    ...all,
    ...(all.frequency ? { frequency: text.badFrequency } : {}),
    ...(cloud === 'gcp' && !key ? { key: text.required } : {}),
  }
}

/** What the worker refused, at the fields that it names. What is within the key is told at the key. */
export const errorsOf = (errors: readonly FieldError[] = []): FieldErrors =>
  Object.fromEntries(errors.map(({ field, message }) => [field.startsWith('key.') ? 'key' : field, message]))
