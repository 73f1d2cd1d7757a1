import type { InferResponseType } from 'hono/client'
import type { ApiClient } from '../../../sync/api-client.ts'

/** All of one resource, as the API tells it. */
export type Detail = InferResponseType<ApiClient['resources']['detail']['$get'], 200>

export type ToldEvaluation = Detail['evaluations'][number]

export type Association = Detail['associations'][number]
