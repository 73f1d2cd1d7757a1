import { type Criticality, criticalities } from '../../shared/evaluation.ts'
import type { Access } from './access.ts'
import { CliError } from './exits.ts'

/** What a scan tells of: the evaluations of one connector, narrowed by a query and a policy. */
export type FindingScope = {
  readonly connector: string
  readonly cloud: string
  readonly query?: string | undefined
  readonly policy?: string | undefined
}

/** A line of a download, as far as a table shows it. */
export type FindingLine = {
  readonly cid: number
  readonly title: string
  readonly criticality: Criticality
  readonly name: string
  readonly resourceId: string
  readonly region: string
}

export type Counts = Readonly<Record<Criticality, number>>

type Asked = {
  readonly format: 'csv' | 'jsonl' | 'sarif' | 'ocsf' | 'asff'
  readonly result?: 'FAIL' | 'UNKNOWN'
  readonly criticality?: Criticality
  readonly columns?: string
}

/** A download of findings, or of what could not be judged. */
export function download({ request }: Access, scope: FindingScope, asked: Asked): Promise<Response> {
  const values = Object.entries({ result: 'FAIL', limit: 'all', ...scope, ...asked })
  const given = values.filter((entry): entry is [string, string] => entry[1] !== undefined)
  return request(`/api/exports/evaluations?${new URLSearchParams(given)}`)
}

/** How many there are of each criticality, counted one by one: never an estimate. */
export async function count(access: Access, scope: FindingScope, result: 'FAIL' | 'UNKNOWN'): Promise<Counts> {
  const counts = { HIGH: 0, MEDIUM: 0, LOW: 0 }
  const response = await download(access, scope, { format: 'jsonl', result, columns: 'criticality' })
  for await (const line of linesOf(response)) counts[(JSON.parse(line) as FindingLine).criticality] += 1
  return counts
}

/** All findings, the most critical first. */
export async function* findingLines(access: Access, scope: FindingScope): AsyncGenerator<FindingLine, void> {
  const columns = 'cid,title,criticality,name,resourceId,region'
  for (const criticality of criticalities) {
    const response = await download(access, scope, { format: 'jsonl', criticality, columns })
    for await (const line of linesOf(response)) yield JSON.parse(line) as FindingLine
  }
}

/** The lines of a text as they come. */
export async function* linesOf(response: Response): AsyncGenerator<string, void> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of chunksOf(response)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest) yield rest
}

/** The body as it comes. Throws `CliError` where it breaks off: half of it must not be taken for the whole. */
export async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array, void> {
  if (!body) return
  try {
    for await (const chunk of body) yield chunk
  } catch (cause) {
    throw new CliError('The download broke off. The log of the worker says why.', undefined, { cause })
  }
}
