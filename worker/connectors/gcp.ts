import { OAuth2Client } from 'google-auth-library'
import { gcpKey } from '../../shared/connector-draft.ts'
import type { GcpClients } from '../clients.ts'
import { type Connect, type Connection, ConnectionError, type Endpoints } from '../connection.ts'
import { OperationError } from '../operation-error.ts'
import { createGcpCaller, type GcpCaller } from './gcp-caller.ts'
import { createTokenSource, type ServiceAccountKey } from './gcp-token.ts'
import { endingWith } from './gcp-transport.ts'

/** Milliseconds after which a request that has not answered counts as failed. */
const timeout = 60_000

/**
 * Signs in to one Google Cloud project with a service-account key (the secret is the key file as JSON) and checks that
 * the project is there and may be read. Throws `ConnectionError`.
 */
export const connectGcp: Connect = async (settings, secret, { endpoints, signal }): Promise<Connection<'gcp'>> => {
  if (settings.cloud !== 'gcp') throw new Error('connectGcp was given the settings of another cloud')
  const auth = createAuth(readKey(secret), endpoints, signal)
  // Signing in once, apart from the first call, tells a bad key from a missing role.
  await auth.getAccessToken()

  let projectNumber: string | undefined
  const caller = createGcpCaller({ project: settings.projectId, projectNumber: () => projectNumber, signal })
  const apis = await loadApis(auth, endpoints, signal)
  const project = await readProject(apis, caller, settings)
  projectNumber = project.number

  const clients: GcpClients = { projectNumber, ...apis, pages: caller.pages, call: caller.call }
  return {
    cloud: 'gcp',
    account: project.id,
    partition: 'gcp',
    regions: [],
    clients: () => clients,
    apiCalls: caller.calls,
  }
}

function readKey(secret: string | undefined): ServiceAccountKey {
  const advice = 'Paste the whole JSON key file of a service account, as the guide says.'
  if (!secret) throw new ConnectionError('This connector holds no service-account key.', advice)
  try {
    return gcpKey.parse(JSON.parse(secret))
  } catch {
    // The cause would quote the key: it is dropped on purpose.
    throw new ConnectionError('The key of this connector is not a service-account key.', advice)
  }
}

function createAuth(key: ServiceAccountKey, endpoints: Endpoints, signal: AbortSignal): OAuth2Client {
  const auth = new OAuth2Client({ transporterOptions: { noProxy: ['127.0.0.1', 'localhost', '[::1]'] } })
  auth.refreshHandler = createTokenSource(key, endpoints, (url, form) =>
    auth.transporter.request({
      url,
      method: 'POST',
      data: form,
      responseType: 'json',
      retry: false,
      adapter: endingWith(signal, timeout),
      validateStatus: () => true,
    }),
  )
  return auth
}

type Apis = Pick<GcpClients, 'compute' | 'storage' | 'resourceManager'>

/** Each API by its own file and only when a connector signs in: the whole package costs 120 MB of memory. */
async function loadApis(auth: OAuth2Client, { gcp }: Endpoints, signal: AbortSignal): Promise<Apis> {
  const [{ compute_v1 }, { storage_v1 }, { cloudresourcemanager_v3 }] = await Promise.all([
    import('googleapis/build/src/apis/compute/v1.js'),
    import('googleapis/build/src/apis/storage/v1.js'),
    import('googleapis/build/src/apis/cloudresourcemanager/v3.js'),
  ])
  const adapter = endingWith(signal, timeout)
  const options = { auth, retry: false, adapter, ...(gcp ? { rootUrl: `${gcp.replace(/\/+$/, '')}/` } : {}) }
  // The SDK brings its own copy of google-auth-library; both speak the same interface.
  const own = options as unknown as ConstructorParameters<typeof compute_v1.Compute>[0]
  return {
    compute: new compute_v1.Compute(own),
    storage: new storage_v1.Storage(own),
    resourceManager: new cloudresourcemanager_v3.Cloudresourcemanager(own),
  }
}

type Settings = { readonly projectId: string; readonly clientEmail: string }

/** https://cloud.google.com/resource-manager/reference/rest/v3/projects/get */
async function readProject({ resourceManager }: Apis, { call }: GcpCaller, settings: Settings) {
  const { projectId } = settings
  const name = `projects/${projectId}`
  const project = await call('cloudresourcemanager.projects.get', () => resourceManager.projects.get({ name })).catch(
    (error: unknown) => {
      throw error instanceof OperationError ? unreachableProject(error, settings) : error
    },
  )
  const number = /^projects\/(\d+)$/.exec(project.name ?? '')?.[1]
  if (number === undefined || !project.projectId || ![project.projectId, number].includes(projectId))
    throw new ConnectionError(`Google answered about another project than ${projectId}.`, 'Check the project id.')
  if (project.state !== 'ACTIVE')
    throw new ConnectionError(
      `The project ${projectId} is shut down or about to be deleted.`,
      'Restore the project under IAM & Admin, Manage resources, or delete this connector.',
    )
  return { id: project.projectId, number }
}

function unreachableProject(error: OperationError, { projectId, clientEmail }: Settings): ConnectionError {
  if (error.code === 'SERVICE_DISABLED' || error.code === 'accessNotConfigured')
    return new ConnectionError(
      'The Cloud Resource Manager API is off in the project of the service account.',
      `Run gcloud services enable cloudresourcemanager.googleapis.com in that project (${projectOf(clientEmail) ?? projectId}), wait two minutes and test again.`,
    )
  if (error.failure === 'denied' || error.failure === 'absent')
    return new ConnectionError(
      `The project ${projectId} does not exist, or ${clientEmail} has no role on it.`,
      `Check the project id, and grant the role of the guide to ${clientEmail} on the project ${projectId}.`,
    )
  if (error.failure === 'throttled')
    return new ConnectionError('Google answers that too many calls were made.', 'Test again in a minute.')
  return new ConnectionError(
    `The project ${projectId} could not be read: ${error.message}`,
    'Check that the worker may reach cloudresourcemanager.googleapis.com, and test again.',
  )
}

const projectOf = (email: string) => /@(.+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1]
