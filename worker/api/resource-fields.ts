import { z } from '@hono/zod-openapi'
import type { ResourceType } from '../resource-type.ts'
import { refuse } from './export-options.ts'

/** Most fields of the configuration that a list shows. */
const most = 10
const prefix = 'config.'

/** The parameter of the list. */
export const fieldsQuery = {
  columns: z
    .string()
    .max(1000)
    .optional()
    .openapi({
      description: `Fields of the resource types, separated by commas, at most ${most}: \`config.vpcId,config.state\`. Items then have \`config\` with these.`,
    }),
}

/** Names of the fields that `columns` asks for, without `config.`. Throws a Problem 400 for a name that is none. */
export function readFields(columns: string | undefined, types: ReadonlyMap<string, ResourceType>): readonly string[] {
  if (columns === undefined) return []
  const names = [...new Set(columns.split(',').map((name) => name.trim()))]
  if (names.length > most) refuse('columns', `Give at most ${most} fields.`)
  return names.map((name) => readField(name, types))
}

/** The same of a download, whose `columns` name other columns, too. */
export const fieldsAmong = (columns: string | undefined, types: ReadonlyMap<string, ResourceType>) => {
  const names = (columns ?? '').split(',').filter((name) => name.trim().startsWith(prefix))
  return names.length === 0 ? [] : readFields(names.join(','), types)
}

function readField(name: string, types: ReadonlyMap<string, ResourceType>): string {
  const field = /^config\.([A-Za-z][A-Za-z0-9]{0,79})$/.exec(name)?.[1]
  if (field === undefined) return refuse('columns', 'Name fields as config.vpcId, separated by commas.')
  if (![...types.values()].some(({ fields }) => Object.hasOwn(fields.shape, field)))
    return refuse('columns', `No resource type has a field ${field}.`)
  return field
}
