import { z } from '@hono/zod-openapi'
import type { Control } from '../../shared/control.ts'
import { criticalities } from '../../shared/evaluation.ts'
import type { Database } from '../store/database.ts'
import { listControls } from '../store/lists/controls.ts'

/** Query parameters that narrow a list to some controls. */
export const controlQuery = {
  cid: z.coerce.number().int().min(1).optional(),
  criticality: z.enum(criticalities).optional(),
  policy: z.string().optional().openapi({ description: 'Slug of a policy.' }),
}

type Filter = {
  readonly cid?: number | undefined
  readonly cloud?: string | undefined
  readonly criticality?: string | undefined
  readonly policy?: string | undefined
  readonly service?: string | undefined
  /** Resource type that the control is about. */
  readonly type?: string | undefined
}

export const isMatch = (control: Control, { cid, cloud, criticality, policy, service, type }: Filter): boolean =>
  (cid === undefined || control.cid === cid) &&
  (cloud === undefined || control.cloud === cloud) &&
  (criticality === undefined || control.criticality === criticality) &&
  (policy === undefined || control.policies.includes(policy)) &&
  (service === undefined || control.service.toLowerCase() === service.toLowerCase()) &&
  (type === undefined || control.resources.includes(type))

/** Numbers of the controls that match; nothing where the filter asks for nothing. */
export async function cidsOf(db: Database, filter: Filter): Promise<{ cids?: readonly number[] }> {
  if (Object.values(filter).every((value) => value === undefined)) return {}
  const controls = await listControls(db)
  return { cids: controls.filter((control) => isMatch(control, filter)).map(({ cid }) => cid) }
}
