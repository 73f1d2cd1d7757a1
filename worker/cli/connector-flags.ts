import { readFileSync } from 'node:fs'
import { type ConnectorDraft, connectorDraft, gcpKey } from '../../shared/connector-draft.ts'
import type { Options } from './command.ts'
import { usageError } from './exits.ts'
import type { Terminal } from './terminal.ts'

/** Options that describe an account which no connector leads to yet. */
export const connectorOptions = {
  'aws-role': {
    type: 'string',
    value: 'ARN',
    about: 'an AWS account: the role to assume, with the credentials of the environment',
  },
  'external-id': { type: 'string', value: 'ID', about: '  the external id that the role asks for' },
  'azure-tenant': {
    type: 'string',
    value: 'ID',
    about: 'an Azure subscription: its directory; the secret is read from AZURE_CLIENT_SECRET',
  },
  'azure-client': { type: 'string', value: 'ID', about: '  the application that signs in' },
  'azure-subscription': { type: 'string', value: 'ID', about: '  the subscription' },
  'gcp-key': { type: 'string', value: 'FILE', about: 'a GCP project: the key file of a service account' },
  'gcp-project': { type: 'string', value: 'ID', about: "  the project, where it is not the key's own" },
} as const satisfies Options

type Flags = { readonly [K in keyof typeof connectorOptions]?: string }

/** Field of a draft → where it comes from. */
const sources: Readonly<Record<string, string>> = {
  roleArn: '--aws-role',
  externalId: '--external-id',
  tenantId: '--azure-tenant',
  clientId: '--azure-client',
  subscriptionId: '--azure-subscription',
  clientSecret: 'AZURE_CLIENT_SECRET',
  projectId: '--gcp-project',
  key: '--gcp-key',
}

/** The connector that the options describe; `undefined` where they name none. Throws a usage error for half of one. */
export function draftFrom(flags: Flags, env: Terminal['env']): ConnectorDraft | undefined {
  const drafts = [awsFrom(flags), azureFrom(flags, env), gcpFrom(flags)].filter((draft) => draft !== undefined)
  if (drafts.length > 1) throw usageError('Give the options of one cloud only: a scan is about one account.')
  const [draft] = drafts
  if (!draft) return undefined
  const missing = Object.entries(draft).find(([, value]) => value === undefined)
  if (missing) throw usageError(`${sources[missing[0]]} is missing.`)
  const result = connectorDraft.safeParse({ name: 'Command line', ...draft })
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw usageError(`${sources[String(issue?.path[0])] ?? 'The connector'}: ${issue?.message}`)
}

function awsFrom(flags: Flags) {
  const { 'aws-role': roleArn, 'external-id': externalId } = flags
  return roleArn || externalId ? { cloud: 'aws', roleArn, externalId } : undefined
}

function azureFrom(flags: Flags, env: Terminal['env']) {
  const { 'azure-tenant': tenantId, 'azure-client': clientId, 'azure-subscription': subscriptionId } = flags
  if (!tenantId && !clientId && !subscriptionId) return undefined
  return { cloud: 'azure', tenantId, clientId, subscriptionId, clientSecret: env.AZURE_CLIENT_SECRET || undefined }
}

function gcpFrom(flags: Flags) {
  const { 'gcp-key': file, 'gcp-project': projectId } = flags
  if (!file && !projectId) return undefined
  return { cloud: 'gcp', key: file === undefined ? undefined : readKey(file), ...(projectId && { projectId }) }
}

/** Never quotes the file: it may be another secret. */
function readKey(file: string) {
  const text = readText(file)
  try {
    return gcpKey.parse(JSON.parse(text))
  } catch (cause) {
    throw Object.assign(usageError(`--gcp-key: ${file} is not the JSON key file of a service account.`), { cause })
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw usageError(`--gcp-key: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}
