import type { InferResponseType } from 'hono/client'
import type { ApiClient } from '../../sync/api-client.ts'

type Answer<E extends { readonly $get: (...args: never[]) => unknown }> = InferResponseType<E['$get'], 200>
type OneRun = ApiClient['reports'][':id']['runs'][':run']

/** A report as it is configured, with the figures of its last run. */
export type Report = Answer<ApiClient['reports'][':id']>
/** A run without its requirements. */
export type Run = Answer<ApiClient['reports'][':id']['runs']>['items'][number]
/** A run with its requirements and controls. */
export type RunDetail = Answer<OneRun>
export type Requirement = RunDetail['requirements'][number]
export type Control = RunDetail['controls'][number]
/** How a control ended for a resource when the report ran. */
export type ReportedResource = Answer<OneRun['controls'][':cid']['resources']>['items'][number]
/** How a run differs from an earlier one. */
export type Comparison = Answer<OneRun['compare']>
export type Connector = Answer<ApiClient['connectors']>['items'][number]
export type Mandate = Answer<ApiClient['mandates']>['items'][number]
export type Policy = Answer<ApiClient['policies']>['items'][number]

/** As parts of an address of the API. */
export const reportParam = (id: number) => ({ id: String(id) })
export const runParam = ({ report, id }: Pick<Run, 'report' | 'id'>) => ({ id: String(report), run: String(id) })
