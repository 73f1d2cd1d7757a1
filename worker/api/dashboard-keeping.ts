import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { builtInDashboard, builtInId } from '../../shared/built-in-dashboard.ts'
import {
  type Dashboard,
  type DashboardDraft,
  type DashboardHead,
  gridRows,
  type Place,
  type Widget,
  widget,
} from '../../shared/dashboard.ts'
import {
  countDashboards,
  findDashboard,
  findDefault,
  insertDashboard,
  mostDashboards,
  type StoredDashboard,
  type StoredHead,
  titlesOf,
} from '../store/dashboards.ts'
import type { ApiEnv } from './context.ts'
import { isMine, isVisible, refuseOthers } from './keeping.ts'
import { Problem } from './problem.ts'
import { time } from './scalars.ts'
import { checkWidget } from './widget-check.ts'

/** A dashboard in a list. */
export const dashboardHeadSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    shared: z.boolean().openapi({ description: 'Whether everybody sees it.' }),
    mine: z.boolean().openapi({ description: 'Whether you can change it.' }),
    owner: z.string().optional().openapi({ description: 'Name of whom it belongs to; absent of the built-in one.' }),
    isDefault: z.boolean().openapi({ description: 'Whether it is what you see first.' }),
    builtIn: z.boolean(),
    version: z.int().openapi({ minimum: 1 }),
    created: time.optional(),
    updated: time.optional(),
  })
  .openapi('DashboardHead')

export const dashboardSchema = dashboardHeadSchema.extend({ widgets: z.array(widget).readonly() }).openapi('Dashboard')

export function tellHead(c: Context<ApiEnv>, dashboard: StoredHead, first: string | undefined): DashboardHead {
  const { owner: _, ownerName, ...told } = dashboard
  return { ...told, mine: isMine(c, dashboard), owner: ownerName, isDefault: first === dashboard.id, builtIn: false }
}

/** A dashboard as whoever asks sees it, the built-in one included. Throws `Problem` 404. */
export async function readDashboard(c: Context<ApiEnv>, id: string): Promise<Dashboard> {
  const first = await findDefault(c.var.api.database, c.var.actor.owner)
  if (id === builtInId) return { ...builtInDashboard, isDefault: first === undefined }
  const { widgets, ...head } = await existing(c, id)
  return { ...tellHead(c, head, first), widgets }
}

/** One that is stored, and may be seen. */
export async function existing(c: Context<ApiEnv>, id: string): Promise<StoredDashboard> {
  const dashboard = await findDashboard(c.var.api.database, id)
  if (!dashboard || !isVisible(c, dashboard)) throw new Problem(404, 'There is no such dashboard.')
  return dashboard
}

/** One that whoever asks may change. Throws `Problem` 403, 404, or 409 for the built-in one. */
export async function changeable(c: Context<ApiEnv>, id: string): Promise<StoredDashboard> {
  if (id === builtInId) throw new Problem(409, 'This dashboard is built in. Duplicate it, and change your own.')
  const dashboard = await existing(c, id)
  refuseOthers(c, dashboard, 'Duplicate it, and change your own.')
  return dashboard
}

/** Throws a Problem that names the widget and the field. */
export const checkWidgets = (c: Context<ApiEnv>, widgets: readonly Widget[] = [], path = 'widgets'): void => {
  for (const [index, one] of widgets.entries()) checkWidget(c, one, `${path}.${index}`)
}

/** Stores a new dashboard of whoever asks. Throws `Problem` 409 where its title is taken, or there are too many. */
export async function keepDashboard(c: Context<ApiEnv>, draft: DashboardDraft): Promise<Dashboard> {
  const { database, clock } = c.var.api
  const { owner, name } = c.var.actor
  if ((await countDashboards(database, owner)) >= mostDashboards) {
    throw new Problem(409, `You have ${mostDashboards} dashboards. Delete one first.`)
  }
  const id = randomUUID()
  if (!(await insertDashboard(database, { ...draft, id, owner, ownerName: name }, clock()))) throw taken(draft.title)
  c.header('location', `/api/dashboards/${id}`)
  return readDashboard(c, id)
}

export const taken = (title: string) =>
  new Problem(409, `You have a dashboard “${title}” already. Give this one another title.`)

/** The title, or with a number after it where whoever asks has a dashboard of that title. */
export async function freeTitle(c: Context<ApiEnv>, title: string): Promise<string> {
  const known = await titlesOf(c.var.api.database, c.var.actor.owner)
  for (let number = 2, free = title; ; number++) {
    if (!known.has(free)) return free
    free = `${title.slice(0, 90).toWellFormed()} (${number})`
  }
}

/** The first place below all widgets; nothing where the dashboard is full. */
export function placeBelow(widgets: readonly Widget[]): Place | undefined {
  const y = Math.max(0, ...widgets.map(({ place }) => place.y + place.height))
  return y < gridRows ? { x: 0, y, width: 6, height: 4 } : undefined
}
