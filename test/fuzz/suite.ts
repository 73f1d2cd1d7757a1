import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fuzz, type Outcome, type Pass, type Start } from './fuzz.ts'
import { armorRequests } from './known/armor.ts'
import { cloudviewRequests } from './known/cloudview.ts'
import { ownRequests } from './known/own.ts'
import type { Schemathesis } from './python.ts'
import { makeSpares } from './spares.ts'
import { type Caller, type Stage, setStage } from './stage.ts'
import { renderTable } from './table.ts'
import { tellUnreached } from './unreached.ts'

/** The documents with their share of the time, about that of their operations. */
const documents = [
  { document: 'Plumbline', path: '/api/openapi.json', share: 0.6, known: ownRequests },
  { document: 'CloudView', path: '/cloudview-api/v3/api-docs', share: 0.25, known: cloudviewRequests },
  { document: 'Armor', path: '/cspm/openapi.json', share: 0.15, known: armorRequests },
]

/** Who may do less is refused sooner: it takes less time to try it all. */
const callers: readonly (readonly [caller: Caller, share: number])[] = [
  ['manager', 0.7],
  ['reader', 0.2],
  ['nobody', 0.1],
]

/** At least what schemathesis needs to read a document and to call each operation once. */
const least = 5

const passes = (minutes: number): readonly Pass[] =>
  documents.flatMap(({ document, path, share }) =>
    callers.map(([caller, part]) => {
      const seconds = Math.max(least, Math.round(minutes * 60 * share * part))
      return { document, path, caller, seconds }
    }),
  )

/** Fuzzes all documents as all callers, prints a table, and says what else went wrong. */
export async function runSuite(
  st: Schemathesis,
  program: string,
  minutes: number,
): Promise<{ readonly failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-fuzz-'))
  const stage = await setStage(program)
  try {
    const outcomes: Outcome[] = []
    for (const pass of passes(minutes)) {
      const start = await startOf(stage, pass.document, outcomes.length)
      const outcome = await fuzz(st, pass, { stage, start, reports: folder })
      outcomes.push(await watched(stage, outcome, folder))
    }
    return conclude(outcomes, logged(stage), folder)
  } finally {
    await stage.close()
  }
}

async function startOf(stage: Stage, name: string, turn: number): Promise<Start> {
  const { seeds, tokens } = stage
  const spares = await makeSpares(stage, turn)
  const known = documents.find(({ document }) => document === name)?.known(seeds, spares, tokens) ?? {}
  return { known, signOut: spares.signOut }
}

/** Keeps what was said of a pass, and has one fail that lost its footing. */
async function watched(stage: Stage, outcome: Outcome, folder: string): Promise<Outcome> {
  const { document, caller, seconds, failures, answers } = outcome
  writeFileSync(join(folder, `${document}-${caller}.txt`), outcome.said)
  const requests = Object.values(answers).flatMap(Object.values).length
  console.log(`${document}, ${caller}: ${seconds} s, ${failures.length} failures`)
  if (requests > 0 && (await isStanding(stage, caller))) return outcome
  const lost = { title: 'The fuzzer lost its token or a connector on the way', operations: [] }
  return { ...outcome, failures: [...failures, lost] }
}

/** Whether the caller's token still works, and all connectors are still there. */
async function isStanding({ worker, tokens, seeds }: Stage, caller: Caller): Promise<boolean> {
  const authorization = `Bearer ${tokens[caller] ?? worker.token}`
  const response = await fetch(`${worker.url}/api/connectors`, { headers: { authorization } })
  if (!response.ok) return false
  const { items } = (await response.json()) as { items: readonly { id: string }[] }
  const ids = items.map(({ id }) => id)
  return seeds.connectors.every(({ id }) => ids.includes(id))
}

/** Lines of the worker's log that tell of an error, and of what it said past its log. */
const logged = ({ worker }: Stage): readonly string[] =>
  worker
    .output()
    .split('\n')
    .filter((line) => /^(\{"level":"(error|fatal)"|\w*Error\b)/.test(line))

function conclude(outcomes: readonly Outcome[], errors: readonly string[], folder: string) {
  console.log(`\n${renderTable(outcomes)}\n`)
  for (const line of tellUnreached(outcomes)) console.log(line)
  for (const { document, caller, failures } of outcomes)
    for (const { title, operations } of failures)
      console.log(`${document}, ${caller}: ${title}: ${operations.join(', ')}`)
  for (const line of errors) console.log(`Log: ${line}`)
  if (outcomes.some(({ failures }) => failures.length > 0)) console.log(`The failing requests: ${folder}`)
  const failed = outcomes.flatMap(({ failures }) => failures).length + errors.length
  const passed = outcomes.reduce((sum, { operations, failures }) => sum + operations - failing(failures), 0)
  console.log(`${passed} passed, ${failed} failed`)
  return { failed }
}

const failing = (failures: Outcome['failures']): number =>
  new Set(failures.flatMap(({ operations }) => operations)).size
