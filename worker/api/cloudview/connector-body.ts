import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Connector } from '../../../shared/connector.ts'
import {
  type ConnectorDraft,
  type ConnectorPatch,
  connectorDraft,
  connectorPatch,
} from '../../../shared/connector-draft.ts'
import type { Cloud } from '../../../shared/resource.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { isForm, readForm, readJson } from './body.ts'

const text = z.union([z.string(), z.int()]).nullish()
/** The bodies as they are described; what else clients send is ignored, empty texts are taken for absent. */
export const bodySchemas = {
  aws: z.looseObject({ name: text, description: text, arn: text, externalId: text, qualysAccountId: text }),
  azure: z.looseObject({
    ...{ name: text, description: text, directoryId: text, subscriptionId: text, applicationId: text },
    authenticationKey: text,
  }),
  gcp: z.looseObject({ name: text, description: text, projectId: text, configFile: text }),
}

/** Their names → ours, cloud by cloud. */
const names: Readonly<Record<Cloud, Readonly<Record<string, string>>>> = {
  aws: { arn: 'roleArn', externalId: 'externalId' },
  azure: {
    ...{ directoryId: 'tenantId', subscriptionId: 'subscriptionId', applicationId: 'clientId' },
    authenticationKey: 'clientSecret',
  },
  gcp: { projectId: 'projectId', configFile: 'key' },
}
const shared = { name: 'name', description: 'description' }

/** The draft of a connector in a request. Throws `Problem` that names what is missing or wrong, in the client's words. */
export async function readDraft(c: Context<ApiEnv>, cloud: Cloud): Promise<ConnectorDraft> {
  const sent = await readSent(c)
  if (isTrue(sent.isDisabled)) throw new Problem(400, cannotDisable)
  return toDraft(sent, cloud)
}

/** The same of fields that were read already. */
export const toDraft = (sent: Sent, cloud: Cloud): ConnectorDraft =>
  checked(connectorDraft.safeParse({ cloud, ...toFields(sent, cloud) }), cloud)

/** What a request changes of a connector: what it does not name, or leaves empty, stays. */
export async function readPatch(c: Context<ApiEnv>, { cloud, retired }: Connector): Promise<ConnectorPatch> {
  const sent = await readSent(c)
  if (isTrue(sent.isDisabled) && !retired) throw new Problem(400, cannotDisable)
  return toPatch(sent, cloud)
}

/** The same of fields that were read already. */
export const toPatch = (sent: Sent, cloud: Cloud): ConnectorPatch =>
  checked(connectorPatch.safeParse(toFields(sent, cloud)), cloud)

const isTrue = (value: unknown) => value === true || value === 'true'
const cannotDisable = 'isDisabled: A connector cannot be disabled here. Delete it, or take away the access that it has.'

type Sent = Readonly<Record<string, unknown>>

/** The fields of a body, JSON or a form. Throws `Problem` where it is neither. */
export async function readSent(c: Context<ApiEnv>): Promise<Sent> {
  const sent = isForm(c) ? await readForm(c) : await readJson(c)
  if (typeof sent === 'object' && sent !== null && !Array.isArray(sent)) return sent as Sent
  throw new Problem(400, 'Send the fields as an object.')
}

function toFields(sent: Sent, cloud: Cloud): Sent {
  const known = Object.entries({ ...shared, ...names[cloud] })
  const given = known.map(([theirs, ours]) => [ours, theirs, sent[theirs]] as const)
  const frequency = frequencyOf(sent.pollingFrequency)
  return {
    ...frequency,
    ...Object.fromEntries(
      given.filter(([, , value]) => !isAbsent(value)).map(([ours, theirs, value]) => [ours, toValue(theirs, value)]),
    ),
  }
}

const isAbsent = (value: unknown) => value === undefined || value === null || value === ''

/** A key file comes as a file of a form, as text, or as the object that it holds; other fields as text or as a number. */
function toValue(name: string, value: unknown): unknown {
  if (Number.isSafeInteger(value)) return String(value)
  if (name !== 'configFile' || typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw new Problem(400, 'configFile: This is not the JSON key file of a service account.')
  }
}

const polling = z.object({ hours: z.coerce.number().int().default(0), minutes: z.coerce.number().int().default(0) })

function frequencyOf(sent: unknown): { readonly frequency?: number } {
  const { data } = polling.safeParse(sent)
  return data && data.hours * 60 + data.minutes > 0 ? { frequency: data.hours * 60 + data.minutes } : {}
}

function checked<T>(result: z.ZodSafeParseResult<T>, cloud: Cloud): T {
  if (result.success) return result.data
  const theirs = Object.fromEntries(Object.entries(names[cloud]).map(([key, value]) => [value, key]))
  const told = result.error.issues.map(({ path: [first, ...rest], message }) => {
    const name = first === 'frequency' ? 'pollingFrequency' : (theirs[String(first)] ?? first)
    return `${[name, ...rest].join('.')}: ${message}`
  })
  throw new Problem(400, told.join(' '))
}
