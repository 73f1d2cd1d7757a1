import type { InferRequestType, InferResponseType } from 'hono/client'
import { useEffect, useState } from 'preact/hooks'
import { awsConnectorTypes, awsMemberTypes } from '../../../../shared/connector.ts'
import { awsDraft } from '../../../../shared/connector-draft.ts'
import type { Cloud } from '../../../../shared/resource.ts'
import type { ApiClient } from '../../../sync/api-client.ts'
import { useRead } from '../../read.ts'
import type { Values } from './form.ts'

type Endpoint = ApiClient['connectors']['guide']['$get']
type Query = InferRequestType<Endpoint>['query']

/** What to do in the cloud, as the worker tells it. */
export type Guide = InferResponseType<Endpoint, 200>

/** The guide for what is chosen in the form; asked for again shortly after that has changed. */
export function useGuide(cloud: Cloud, values: Values) {
  const query = useSettled(JSON.stringify(queryOf(cloud, values)))
  return useRead((api) => api.connectors.guide, { query: JSON.parse(query) as Query })
}

/** A half-typed external id or principal is left out: the worker would refuse it. */
function queryOf(cloud: Cloud, values: Values): Query {
  if (cloud !== 'aws') return { cloud }
  const { externalId, principal, partition, policy } = values
  const type = awsConnectorTypes.find((one) => one === values.type)
  const memberType = awsMemberTypes.find((one) => one === values['members.type'])
  return {
    cloud,
    ...(type ? { type } : {}),
    ...(externalId && awsDraft.shape.externalId.safeParse(externalId).success ? { externalId } : {}),
    ...(type === 'organization' && memberType ? { memberType } : {}),
    ...(principal && isPrincipal.test(principal) ? { principal } : {}),
    ...(partition ? { partition: partition as NonNullable<Query['partition']> } : {}),
    ...(policy === 'exact' ? { policy } : {}),
  }
}

const isPrincipal = /^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:(root|(user|role)\/[\w+=,.@/-]{1,500}))$/

/** A value once it has stayed the same for a while. */
function useSettled(value: string, pause = 400): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return settled
}
