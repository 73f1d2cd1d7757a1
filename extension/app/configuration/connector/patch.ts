import type { Connector } from '../../../../shared/connector.ts'
import type { KeyFile, Values } from '../connect/form.ts'

/** What was typed into the form of a connector that exists. */
export type Patched = { readonly values: Values; readonly key: KeyFile | undefined }

/** The form as it begins: what is known of the connector, no secret among it. */
export function valuesOf({ name, description = '', frequency, settings }: Connector): Values {
  const common = { name, description, frequency: String(frequency) }
  if (settings.cloud === 'azure') return { ...common, clientId: settings.clientId }
  if (settings.cloud === 'gcp') return common
  const { roleArn, externalId, members } = settings
  return { ...common, roleArn, externalId, ...(members ? { 'members.roleName': members.roleName } : {}) }
}

/** What differs from the connector: only that is sent. */
export function patchOf(connector: Connector, { values, key }: Patched): Record<string, unknown> {
  const before = valuesOf(connector)
  const changed = Object.entries(values)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([name, value]) => value !== (before[name] ?? ''))
  const patch: Record<string, unknown> = {}
  for (const [name, value] of changed) {
    if (name === 'frequency') patch.frequency = value === '' ? Number.NaN : Number(value)
    else if (name === 'members.roleName') patch.members = { roleName: value }
    else patch[name] = value
  }
  return key ? { ...patch, key: key.key } : patch
}
