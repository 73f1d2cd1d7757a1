import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Control } from '../../shared/control.ts'
import { criticalities, type Outcome, outcomes } from '../../shared/evaluation.ts'
import { matches } from '../../shared/query/matches.ts'
import { type ControlFacts, controlRow } from '../../shared/query/rows.ts'
import type { Posture } from '../../shared/summary.ts'
import type { Database } from '../store/database.ts'
import { type Budget, noBudget } from '../store/lists/budget.ts'
import { listControls } from '../store/lists/controls.ts'
import { readControlFacts } from '../store/lists/known-tokens.ts'
import { noPosture } from '../store/lists/posture.ts'
import type { ApiEnv } from './context.ts'
import { scopeQuery, searchQuery } from './paging.ts'
import { type PostureValues, postureQuery, readPostures } from './posture-query.ts'
import { readQuery } from './query-parameter.ts'

/** Query parameters that narrow a list to what some controls say. */
export const controlQuery = {
  cid: z.coerce.number().int().min(1).optional(),
  criticality: z.enum(criticalities).optional(),
  policy: z.string().max(200).optional().openapi({ description: 'Slug of a policy.' }),
}

/** Query parameters that narrow a list of controls; the scope narrows their posture. */
export const controlListQuery = {
  ...scopeQuery,
  ...controlQuery,
  service: z.string().max(200).optional(),
  type: z.string().max(200).optional().openapi({ description: 'Resource type that the control is about.' }),
  result: z.enum(outcomes).optional().openapi({
    description:
      'FAIL, UNKNOWN and EXCEPTED: controls with such an evaluation; PASS: controls with passing ones, and none that fails or is unknown.',
  }),
  text: z.string().trim().max(200).optional().openapi({ description: 'Part of the title or the slug, or the CID.' }),
  ...searchQuery,
  ...postureQuery,
}

type Asked = z.infer<z.ZodObject<typeof controlListQuery>>
type Values = Omit<Asked, keyof PostureValues> & PostureValues

export type ControlWithPosture = Control & { readonly posture: Posture }

type Filter = {
  readonly cid?: number | undefined
  readonly cloud?: string | undefined
  readonly criticality?: string | undefined
  readonly policy?: string | undefined
  readonly service?: string | undefined
  /** Resource type that the control is about. */
  readonly type?: string | undefined
}

/**
 * The controls that a request's query parameters ask for, by number, each with its posture within the scope and of the
 * evaluations that are asked for, however long it takes to count these.
 */
export async function filterControls(c: Context<ApiEnv>, values: Values): Promise<readonly ControlWithPosture[]> {
  return (await searchControls(c, values, noBudget)).controls
}

/** The same, as far as they are counted before the budget ends. */
export async function searchControls(
  c: Context<ApiEnv>,
  values: Values,
  budget: Budget,
): Promise<{ readonly controls: readonly ControlWithPosture[]; readonly isPartial: boolean }> {
  const { database } = c.var.api
  const { result, text, query: search, ...filter } = values
  const query = readQuery(c, 'controls', search)
  const found = (query ? await readControlFacts(database) : await listControls(database))
    .filter((control) => isMatch(control, filter) && hasText(control, text))
    .filter((control) => !query || matches(query, controlRow(control)))
  const cids = found.map(({ cid }) => cid)
  const { postures, isPartial, isNarrowed, unsure } = await readPostures(c, values, { budget, cids })
  const controls = found
    .filter(({ cid }) => !isNarrowed || postures.has(cid))
    .map(({ in: _, ...control }: ControlFacts) => ({ ...control, posture: postures.get(control.cid) ?? noPosture }))
    .filter(({ posture }) => hasResult(posture, result))
    // What was not counted to its end is no pass.
    .filter(({ cid }) => result !== 'PASS' || cid !== unsure)
  return { controls, isPartial }
}

export const isMatch = (control: Control, { cid, cloud, criticality, policy, service, type }: Filter): boolean =>
  (cid === undefined || control.cid === cid) &&
  (cloud === undefined || control.cloud === cloud) &&
  (criticality === undefined || control.criticality === criticality) &&
  (policy === undefined || control.policies.includes(policy)) &&
  (service === undefined || control.service.toLowerCase() === service.toLowerCase()) &&
  (type === undefined || control.resources.includes(type))

const hasText = ({ title, slug, cid }: Control, text = '') =>
  `${title}\n${slug}`.toLowerCase().includes(text.toLowerCase()) || String(cid) === text

/** Whether a control with this posture counts as failing, unknown, excepted or passing. */
export function hasResult({ pass, fail, unknown, excepted }: Posture, result: Outcome | undefined): boolean {
  if (result === 'FAIL') return fail > 0
  if (result === 'UNKNOWN') return unknown > 0
  if (result === 'EXCEPTED') return excepted > 0
  return result === undefined || (pass > 0 && fail === 0 && unknown === 0)
}

/** Numbers of the controls that match; nothing where the filter asks for nothing. */
export async function cidsOf(db: Database, filter: Filter): Promise<{ cids?: readonly number[] }> {
  if (Object.values(filter).every((value) => value === undefined)) return {}
  const controls = await listControls(db)
  return { cids: controls.filter((control) => isMatch(control, filter)).map(({ cid }) => cid) }
}
