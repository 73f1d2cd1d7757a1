import type { Context } from 'hono'
import { type Control, firstOwnCid } from '../../shared/control.ts'
import type { TextProblem } from '../catalogue.ts'
import { withCid } from '../own-text.ts'
import { findControl } from '../store/lists/controls.ts'
import {
  findOwnControl,
  insertOwnControl,
  listOwnControls,
  maxOwnControls,
  type StoredOwnControl,
  saveOwnControl,
  takeOwnCid,
} from '../store/own-controls.ts'
import type { ApiEnv } from './context.ts'
import { Problem } from './problem.ts'

/** A text that is to be stored. */
type NewText = { readonly text: string; readonly copiedFrom?: number | undefined; readonly cid?: number | undefined }

/** The control of one's own with this number; says what to do with a built-in one's. */
export async function existingOwn(c: Context<ApiEnv>, cid: number): Promise<StoredOwnControl> {
  const own = await findOwnControl(c.var.api.database, cid)
  if (own) return own
  const builtIn = await findControl(c.var.api.database, cid)
  if (!builtIn) throw new Problem(404, 'There is no such control.')
  throw new Problem(c.req.method === 'GET' ? 404 : 409, `Control ${cid} is built in, and read-only.`, {
    advice: `Copy it: POST /api/controls/${cid}/copy.`,
  })
}

/** Checks a text as a save does. Throws `Problem` 400 with everything that is wrong, each with its place. */
export async function checked(c: Context<ApiEnv>, draft: NewText, path = 'text'): Promise<Control> {
  const { problems, control } = await c.var.api.engine.check(draft)
  if (problems.length > 0 || !control) throw textProblem(problems, path)
  return control
}

/** `errors` tell each place as `text:LINE:COLUMN`. */
function textProblem(problems: readonly TextProblem[], path: string): Problem {
  const [first, ...others] = problems
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  const detail = first ? `Line ${first.line}, column ${first.column}: ${first.message}${more}` : 'It is no control.'
  const errors = problems.map(({ line, column, message }) => ({ field: `${path}:${line}:${column}`, message }))
  return new Problem(400, detail, { errors: errors.slice(0, 100) })
}

/** Stores a new control, under a number of its own unless one is given. Throws `Problem` where it is wrong or too many. */
export async function createOwn(c: Context<ApiEnv>, { cid: given, ...draft }: NewText): Promise<number> {
  const { database, clock } = c.var.api
  await checked(c, draft)
  if ((await listOwnControls(database)).length >= maxOwnControls) {
    throw new Problem(409, `There are ${maxOwnControls} controls of your own. Delete one first.`)
  }
  const cid = given ?? (await takeOwnCid(database))
  const text = withCid(draft.text, cid)
  const control = await checked(c, { ...draft, text, cid })
  await insertOwnControl(database, { ...draft, cid, text, control, author: c.var.actor.name }, clock())
  return cid
}

/** Stores the next version of a control. Throws `Problem` where it is wrong, or somebody saved one meanwhile. */
export async function updateOwn(
  c: Context<ApiEnv>,
  { cid, copiedFrom, body }: StoredOwnControl,
  { text, basedOn }: { readonly text: string; readonly basedOn?: number | undefined },
): Promise<void> {
  const { database, clock } = c.var.api
  const draft = { copiedFrom: copiedFrom ?? undefined, cid }
  await checked(c, { ...draft, text })
  const numbered = withCid(text, cid)
  const control = await checked(c, { ...draft, text: numbered })
  if (control.cloud !== body.cloud) {
    const message = `This control is about ${body.cloud}. Write a new one for ${control.cloud}.`
    throw new Problem(400, message, { errors: [{ field: 'text', message }] })
  }
  const author = c.var.actor.name
  const isSaved = await saveOwnControl(database, { cid, text: numbered, control, author }, { now: clock(), basedOn })
  if (!isSaved) throw new Problem(409, 'Somebody saved another version meanwhile. Read it, and change that one.')
}

/** The engine takes over what is stored. Where it breaks down it does so when it is back: what was stored holds. */
export async function takeOver(c: Context<ApiEnv>): Promise<void> {
  const { engine, log } = c.var.api
  await engine.reload().catch((err) => log.error({ err }, 'Controls of one’s own were not taken over yet'))
}

/** The YAML of any control. */
export async function textOf(c: Context<ApiEnv>, cid: number): Promise<string> {
  const own = cid >= firstOwnCid ? await findOwnControl(c.var.api.database, cid) : undefined
  const text = own ? own.text : await c.var.api.engine.textOf(cid)
  if (text === undefined) throw new Problem(404, 'There is no such control.')
  return text
}
