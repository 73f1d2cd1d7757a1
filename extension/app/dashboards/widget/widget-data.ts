import type { InferResponseType } from 'hono/client'
import type { ApiClient } from '../../../sync/api-client.ts'

/** What a widget shows now, as the worker tells it. */
export type WidgetData = InferResponseType<ApiClient['dashboards']['preview']['$post'], 200>
export type WidgetGroup = NonNullable<WidgetData['groups']>[number]
