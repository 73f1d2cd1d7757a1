import type { Connector } from '../../shared/connector.ts'
import type { Criticality } from '../../shared/evaluation.ts'
import type { Run } from '../../shared/run.ts'
import type { Access } from './access.ts'
import {
  type Counts,
  chunksOf,
  download,
  type FindingLine,
  type FindingScope,
  findingLines,
  linesOf,
} from './findings.ts'
import type { Output } from './output.ts'
import { type TableColumn, type TableOptions, writeTable } from './table.ts'

export const scanFormats = ['table', 'json', 'sarif', 'ocsf', 'asff', 'csv'] as const
export type ScanFormat = (typeof scanFormats)[number]

/** What a scan came to, besides its findings. */
export type Scanned = {
  readonly connector: Connector
  readonly run: Run
  readonly found: Counts
  readonly unknown: Counts
}

/** Red, yellow and cyan of the 16 colours that every terminal has. */
const colours: Readonly<Record<Criticality, number>> = { HIGH: 31, MEDIUM: 33, LOW: 36 }

const columns: readonly TableColumn<FindingLine>[] = [
  { label: 'CRITICALITY', of: ({ criticality }) => criticality, colour: ({ criticality }) => colours[criticality] },
  { label: 'CID', of: ({ cid }) => String(cid) },
  { label: 'CONTROL', of: ({ title }) => title, least: 12 },
  { label: 'RESOURCE', of: ({ name, resourceId }) => name || resourceId, least: 12 },
  { label: 'REGION', of: ({ region }) => region, least: 6 },
]

/** Writes the findings of a scan; ends early where nobody reads them. */
export async function writeFindings(
  format: ScanFormat,
  access: Access,
  { scope, scanned }: { readonly scope: FindingScope; readonly scanned: Scanned },
  { write }: Output,
  table: TableOptions,
): Promise<void> {
  for await (const chunk of parts()) if (!(await write(chunk))) return

  async function* parts(): AsyncGenerator<string | Uint8Array, void> {
    if (format === 'table') {
      yield* writeTable(findingLines(access, scope), columns, table)
      yield `${total(scanned) > 0 ? '\n' : ''}${summary(scanned)}\n`
    } else if (format === 'json') yield* asJson(access, scope, scanned)
    else yield* chunksOf(await download(access, scope, { format }))
  }
}

const total = ({ found }: Scanned) => found.HIGH + found.MEDIUM + found.LOW

/** The findings as one JSON document. */
async function* asJson(access: Access, scope: FindingScope, { connector, run, found, unknown }: Scanned) {
  const { id, name, cloud, account } = connector
  const head = JSON.stringify({ connector: { id, name, cloud, account }, run, findings: found, unknown })
  yield Buffer.from(`${head.slice(0, -1)},"items":[`)
  let before = '\n'
  for await (const line of linesOf(await download(access, scope, { format: 'jsonl' }))) {
    yield Buffer.from(before + line)
    before = ',\n'
  }
  yield Buffer.from('\n]}\n')
}

const number = (value: number) => value.toLocaleString('en')
const sum = (counts: Counts) => counts.HIGH + counts.MEDIUM + counts.LOW
const byCriticality = ({ HIGH, MEDIUM, LOW }: Counts) =>
  `${number(HIGH)} HIGH, ${number(MEDIUM)} MEDIUM, ${number(LOW)} LOW`

/** `12 findings: 3 HIGH, 5 MEDIUM, 4 LOW. 7 could not be judged (UNKNOWN): …`. */
export function summary(scanned: Scanned): string {
  const { found, unknown } = scanned
  const count = total(scanned)
  const findings =
    count === 0 ? 'No findings.' : `${number(count)} ${count === 1 ? 'finding' : 'findings'}: ${byCriticality(found)}.`
  const rest = sum(unknown)
  return rest === 0 ? findings : `${findings} ${number(rest)} could not be judged (UNKNOWN): ${byCriticality(unknown)}.`
}
