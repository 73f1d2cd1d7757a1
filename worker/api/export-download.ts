import { setImmediate } from 'node:timers/promises'
import type { Context } from 'hono'
import {
  type Bytes,
  type Column,
  type Finding,
  type FindingContext,
  files,
  isFindingFormat,
  openTimeZone,
  take,
  writeFindings,
  writeTable,
} from '../exports/index.ts'
import type { ApiEnv } from './context.ts'
import { chooseColumns, cutNote, type ExportOptions, limitOf, refuse, usualLimit } from './export-options.ts'
import { readAhead } from './export-rows.ts'

/** What is downloaded. */
type Source<Row> = {
  /** Name of the list, which begins the name of the file. */
  readonly list: string
  readonly columns: readonly Column<Row>[]
  readonly rows: AsyncGenerator<Row, void>
  /** Rows of the whole list, where that is known. */
  readonly total?: number | undefined
}

/** Answers a list as a file in one of the formats that any list has. Other formats are refused. */
export async function downloadTable<Row>(
  c: Context<ApiEnv>,
  { list, columns, rows, total }: Source<Row>,
  options: ExportOptions,
): Promise<Response> {
  const { format, timeZone: zone, bom } = options
  if (isFindingFormat(format)) {
    return refuse('format', `${format} is for evaluations only. This list can be had as csv, jsonl or xlsx.`)
  }
  const chosen = chooseColumns(columns, options)
  const file = { list, rows, total, options }
  const timeZone = openTimeZone(zone)
  return answer(c, file, (taken, note) => writeTable(format, taken, chosen, { timeZone, note, bom: bom === 'true' }))
}

/** Answers evaluations as a file in any format. */
export async function downloadFindings(
  c: Context<ApiEnv>,
  { context, ...source }: Source<Finding> & { readonly context: FindingContext },
  options: ExportOptions,
): Promise<Response> {
  const { format, columns } = options
  if (!isFindingFormat(format)) return downloadTable(c, source, options)
  if (columns !== undefined) refuse('columns', `A file of ${format} has no columns to choose from.`)
  return answer(c, { ...source, options }, (taken, note) => writeFindings(format, taken, context, { note }))
}

type File<Row> = Omit<Source<Row>, 'columns'> & { readonly options: ExportOptions }
type Write<Row> = (rows: AsyncIterable<Row>, note: () => string | undefined) => Bytes

async function answer<Row>(
  c: Context<ApiEnv>,
  { list, rows, total, options }: File<Row>,
  write: Write<Row>,
): Promise<Response> {
  const { format, timeZone } = options
  const limit = limitOf(options)
  // Where nobody counted, a file of the usual length is read ahead, to say in the headers whether it is cut.
  const ahead = await readAhead(rows, total === undefined && limit <= usualLimit ? limit + 1 : 1)
  const known = total ?? (ahead.isWhole ? ahead.count : undefined)
  const isCut = known === undefined ? ahead.count > limit : known > limit
  const { rows: taken, isCut: wasCut } = take(ahead.rows, limit)
  const bytes = write(taken, () => (wasCut() ? cutNote(limit, { format }) : undefined))
  const { extension, type } = files[format]
  const name = `plumbline-${list}-${openTimeZone(timeZone).write(c.var.api.clock().toISOString()).slice(0, 10)}.${extension}`
  return c.body(toStream(c, bytes), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    ...(known === undefined ? {} : { 'x-total-count': String(known) }),
    ...(isCut ? { 'x-plumbline-cut': String(limit) } : {}),
  })
}

/**
 * Bytes are made when the client takes them. A failure breaks the connection, so that half a file never looks like a
 * whole one; a client that leaves ends the reading.
 */
function toStream(c: Context<ApiEnv>, bytes: Bytes): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          // Others have their turn between the pieces, each of which takes some milliseconds.
          await setImmediate()
          const { done, value } = await bytes.next()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (err) {
          c.var.api.log.error({ err, path: c.req.path }, 'A download broke off')
          controller.error(new Error('A download broke off; the log says why.'))
        }
      },
      cancel: async () => void (await bytes.return()),
    },
    { highWaterMark: 0 },
  )
}
