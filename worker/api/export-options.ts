import { z } from '@hono/zod-openapi'
import { isTimeZone } from '../../shared/date-range.ts'
import { type Column, type Format, formats, workbookLimit } from '../exports/index.ts'
import { Problem } from './problem.ts'

/** Records of a download unless more are asked for. */
export const usualLimit = 5000

/** Query parameters of every download, beside the filters of its list. */
export const exportQuery = {
  format: z
    .enum(formats)
    .default('csv')
    .openapi({
      description: `\`jsonl\`: one JSON object a line. \`xlsx\`: an Excel workbook, at most ${workbookLimit} records. \`ocsf\`, \`asff\` and \`sarif\`: evaluations only, the second those of AWS accounts only (\`cloud=aws\`).`,
    }),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, { error: 'There is no such time zone. Give a name such as Europe/Berlin, or UTC.' })
    .default('UTC')
    .openapi({ description: 'IANA time zone of the times in `csv`, `jsonl` and `xlsx`.' }),
  limit: z
    .union([z.literal('all'), z.coerce.number().int().min(1).max(10_000_000)], {
      error: 'Give a number of records, or all.',
    })
    .default(usualLimit)
    .openapi({ description: 'Most records, or `all`.' }),
  columns: z
    .string()
    .max(2000)
    .optional()
    .openapi({ description: 'Keys of columns, separated by commas, in their order; all columns where not given.' }),
  bom: z
    .enum(['true', 'false'])
    .default('false')
    .openapi({ description: 'Whether a CSV begins with a byte order mark, by which Excel knows UTF-8.' }),
}

export type ExportOptions = z.infer<z.ZodObject<typeof exportQuery>>

/** Parts the parameters of a download from the filters of its list, to which the time zone belongs, too: for its dates. */
export function partOptions<V extends ExportOptions>({ format, limit, columns, bom, ...filter }: V) {
  return { options: { format, limit, columns, bom, timeZone: filter.timeZone }, filter }
}

/** The columns that a request asks for: all, or those that it names. Throws a Problem for a name that is none. */
export function chooseColumns<Row>(
  all: readonly Column<Row>[],
  { columns }: Pick<ExportOptions, 'columns'>,
): readonly Column<Row>[] {
  if (columns === undefined) return all
  const keys = [...new Set(columns.split(',').map((key) => key.trim()))]
  return keys.map((key) => all.find((column) => column.key === key) ?? refuse('columns', unknownColumn(key, all)))
}

const unknownColumn = <Row>(key: string, all: readonly Column<Row>[]) =>
  `There is no column ${key.slice(0, 50)}. There are ${all.map((column) => column.key).join(', ')}.`

/** Most records of a file: what is asked for, and what the format holds. */
export function limitOf({ limit, format }: Pick<ExportOptions, 'limit' | 'format'>): number {
  const asked = limit === 'all' ? Number.MAX_SAFE_INTEGER : limit
  return format === 'xlsx' ? Math.min(asked, workbookLimit) : asked
}

/** What a cut file says. */
export function cutNote(limit: number, { format }: { readonly format: Format }): string {
  const records = `${limit.toLocaleString('en')} ${limit === 1 ? 'record' : 'records'}`
  if (format === 'xlsx' && limit === workbookLimit) {
    return `Cut at ${records}, the most that a workbook holds. Ask for CSV with limit=all, or narrow the list.`
  }
  return `Cut at ${records}. Ask for limit=all, or narrow the list.`
}

/** Throws the Problem of one parameter. */
export function refuse(field: string, message: string): never {
  throw new Problem(400, `${field}: ${message}`, { errors: [{ field, message }] })
}
