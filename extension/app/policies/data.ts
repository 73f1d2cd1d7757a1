import type { InferResponseType } from 'hono/client'
import type { ApiClient } from '../../sync/api-client.ts'

type Answer<E extends { readonly $get: (...args: never[]) => unknown }> = InferResponseType<E['$get'], 200>

/** A control of a list, with its posture. */
export type ListedControl = Answer<ApiClient['controls']>['items'][number]
/** A control with its texts and the mandates that it serves. */
export type ControlDetail = Answer<ApiClient['controls'][':cid']>
/** A policy with its posture. */
export type ListedPolicy = Answer<ApiClient['policies']>['items'][number]
/** A mandate of the list, its requirements counted. */
export type ListedMandate = Answer<ApiClient['mandates']>['items'][number]
/** A mandate with its requirements. */
export type MandateDetail = Answer<ApiClient['mandates']['detail']>
export type Requirement = MandateDetail['requirements'][number]
/** A control of one's own with its text. */
export type OwnControl = Answer<ApiClient['own-controls'][':cid']>
/** What a trial says, or what is wrong with the text. */
export type Trial = InferResponseType<ApiClient['own-controls']['trial']['$post'], 200>
/** What a check says of a text. */
export type Checked = InferResponseType<ApiClient['own-controls']['check']['$post'], 200>
export type TextProblem = Checked['problems'][number]
