/** What the connector itself asks for, whatever it collects: whether the project is there, and its number. */
export const connectorPermissions: readonly string[] = ['resourcemanager.projects.get']

type GcpRole = {
  readonly id: string
  /** The custom role as the file that `gcloud iam roles create --file` reads. */
  readonly yaml: string
  /** The same as the body of `projects.roles.create`. */
  readonly json: string
  /** What to type, with PROJECT_ID left to fill in. */
  readonly commands: readonly string[]
  /** APIs that must be on in the service account's project. */
  readonly apis: readonly string[]
}

const id = 'plumblineReader'
const account = 'plumbline'

/**
 * The custom role that a connector's service account needs, from the permissions of the resource types: nothing that
 * writes, nothing that reads data. https://cloud.google.com/iam/docs/creating-custom-roles
 */
export function gcpRole(permissions: readonly string[]): GcpRole {
  const included = [...new Set([...connectorPermissions, ...permissions])].sort()
  const role = {
    title: 'Plumbline reader',
    description: 'Reads the settings that Plumbline checks; changes nothing, reads no data.',
    stage: 'GA',
    includedPermissions: included,
  }
  const { includedPermissions, ...head } = role
  const yaml = [
    ...Object.entries(head).map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    'includedPermissions:',
    ...includedPermissions.map((permission) => `- ${permission}`),
    '',
  ].join('\n')
  const apis = apisOf(included)
  return { id, yaml, json: JSON.stringify({ roleId: id, role }, null, 2), commands: commandsFor(apis), apis }
}

function commandsFor(apis: readonly string[]): readonly string[] {
  const member = `${account}@PROJECT_ID.iam.gserviceaccount.com`
  return [
    `gcloud services enable ${apis.join(' ')} --project=PROJECT_ID`,
    `gcloud iam roles create ${id} --project=PROJECT_ID --file=plumbline-role.yaml`,
    `gcloud iam service-accounts create ${account} --project=PROJECT_ID --display-name=Plumbline`,
    `gcloud projects add-iam-policy-binding PROJECT_ID --member=serviceAccount:${member} --role=projects/PROJECT_ID/roles/${id} --condition=None`,
    `gcloud iam service-accounts keys create plumbline-key.json --iam-account=${member}`,
  ]
}

const apiOf: Readonly<Record<string, string>> = { resourcemanager: 'cloudresourcemanager' }

function apisOf(permissions: readonly string[]): readonly string[] {
  const names = permissions.map((permission) => permission.split('.')[0] ?? '')
  return [...new Set(names.map((name) => `${apiOf[name] ?? name}.googleapis.com`))].sort()
}
