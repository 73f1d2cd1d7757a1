import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { batch } from './batch.ts'

/** One row; dates are written as their UTC fields. */
export type Cells = readonly (string | number | Date | null)[]

/** To the thread: rows, or the end of them. From it: the file, or why there is none; `more` after each group. */
type Message = { readonly rows: readonly Cells[] } | { readonly end: true }
type Answer = 'more' | { readonly file: Uint8Array } | { readonly error: string }

const role = 'plumbline workbook'
/** In megabytes: what the largest workbook needs, with some room. */
const resourceLimits = { maxOldGenerationSizeMb: 768 }
const size = 500

/**
 * Makes a workbook in a thread that ends with it: the library works for seconds at a stretch, which nobody else is to
 * wait for. The bundle keeps this file as an entry, so that the thread starts nothing else.
 */
export function makeWorkbook(head: readonly string[], rows: AsyncIterable<Cells>): Promise<Uint8Array> {
  const made = turn.then(() => make(head, rows))
  turn = made.catch(() => undefined)
  return made
}

/** One after the other, for each takes much memory. */
let turn: Promise<unknown> = Promise.resolve()

async function make(head: readonly string[], rows: AsyncIterable<Cells>): Promise<Uint8Array> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { role, head }, resourceLimits })
  const failed = new Promise<never>((_, reject) => {
    worker.once('error', (cause) => reject(new Error('The workbook could not be made.', { cause })))
  })
  failed.catch(() => undefined)
  const ask = async (message: Message): Promise<Answer> => {
    worker.postMessage(message)
    const [answer] = (await Promise.race([once(worker, 'message'), failed])) as [Answer]
    return answer
  }
  try {
    for await (const group of batch(rows, size)) await ask({ rows: group })
    const answer = await ask({ end: true })
    if (answer !== 'more' && 'file' in answer) return answer.file
    throw new Error(`The workbook could not be made: ${answer === 'more' ? 'no file' : answer.error}`)
  } finally {
    await worker.terminate()
  }
}

/** What the thread does. */
function serve(port: NonNullable<typeof parentPort>, head: readonly string[]): void {
  const sheet: SheetData = [head.map((value) => ({ value, type: String, fontWeight: 'bold' }))]
  const answer = (message: Answer) => port.postMessage(message)
  port.on('message', (message: Message) => {
    if ('end' in message) return void finish(sheet).then(answer, ({ message: error }: Error) => answer({ error }))
    for (const row of message.rows) sheet.push(row.map((value) => (value === '' ? null : value)))
    answer('more')
  })
}

async function finish(sheet: SheetData): Promise<Answer> {
  const options = { sheet: 'Plumbline', stickyRowsCount: 1, dateFormat: 'yyyy-mm-dd hh:mm:ss' }
  return { file: await writeExcelFile(sheet, options).toBuffer() }
}

if (!isMainThread && parentPort && workerData?.role === role) serve(parentPort, workerData.head as readonly string[])
