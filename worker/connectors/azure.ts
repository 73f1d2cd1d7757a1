import type { ConnectorSettings } from '../../shared/connector.ts'
import { type Connect, ConnectionError } from '../connection.ts'
import { OperationError } from '../operation-error.ts'
import { type Arm, createArm } from './azure-arm.ts'
import { paceOf } from './azure-pace.ts'
import { createSignIn } from './azure-sign-in.ts'

const publicCloud = 'https://management.azure.com'

/** Signs in to a subscription with an application's client secret, and makes sure that it can be read. */
export const connectAzure: Connect = async (settings, secret, { endpoints, signal }) => {
  if (settings.cloud !== 'azure') throw new Error(`connectAzure was given ${settings.cloud} settings`)
  if (!secret) throw new ConnectionError('The connector has no client secret.', `${secretStep}.`)

  const endpoint = endpoints.azure || publicCloud
  if (!endpoint.startsWith('https://')) {
    throw new ConnectionError(
      'A token may not travel without encryption.',
      'Set PLUMBLINE_AZURE_ENDPOINT to an https address.',
    )
  }
  const token = await createSignIn(settings, secret, {
    authorityHost: endpoints.azureAuthorityHost ?? process.env.AZURE_AUTHORITY_HOST,
    scope: `${endpoint.replace(/\/+$/, '')}/.default`,
    signal,
  })
  await token()
  const account = settings.subscriptionId.toLowerCase()
  const arm = createArm({ endpoint, token, pace: paceOf(account), signal })
  await checkSubscription(arm, settings, endpoint)
  const clients = { tenantId: settings.tenantId, list: arm.list, get: arm.get }
  return { cloud: 'azure', account, partition: 'azure', regions: [], clients: () => clients, apiCalls: arm.calls }
}

const secretStep = 'Repeat step 2 of the guide: create a client secret and paste its Value'

type AzureSettings = Extract<ConnectorSettings, { cloud: 'azure' }>

/** https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states */
const readableStates = ['Enabled', 'Warned', 'PastDue']

async function checkSubscription(arm: Arm, { subscriptionId, clientId, tenantId }: AzureSettings, endpoint: string) {
  const { state } = await readSubscription().catch((error) => {
    throw error instanceof OperationError ? explain(error) : error
  })
  if (typeof state === 'string' && readableStates.includes(state)) return
  throw new ConnectionError(
    `The subscription ${subscriptionId} is not enabled${typeof state === 'string' ? `: its state is ${state.slice(0, 40)}` : ''}.`,
    'Enable it again in the Azure portal under Subscriptions, or repeat step 4 of the guide with another one.',
  )

  function readSubscription() {
    return arm.get<{ readonly state?: unknown }>(`/subscriptions/${subscriptionId}`, '2022-12-01')
  }

  function explain({ failure, code, message }: OperationError): ConnectionError {
    if (code === 'InvalidAuthenticationTokenTenant') {
      return new ConnectionError(
        `The subscription ${subscriptionId} belongs to another directory than ${tenantId}.`,
        'Repeat steps 1 and 4 of the guide in the same directory.',
      )
    }
    if (failure === 'denied' || failure === 'absent') {
      return new ConnectionError(
        `The application ${clientId} has no role on the subscription ${subscriptionId}, or there is no such subscription.`,
        'Repeat step 3 of the guide: assign Reader or the custom role to the application; check the Subscription ID (step 4). A new role takes some minutes to count.',
      )
    }
    if (failure === 'throttled') return new ConnectionError(message, 'Try again in a few minutes.')
    return new ConnectionError(
      `Azure Resource Manager could not be read. ${message}`,
      `Check that this machine can reach ${new URL(endpoint).host}, then try again.`,
    )
  }
}
