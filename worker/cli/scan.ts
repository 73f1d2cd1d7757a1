import type { Connector } from '../../shared/connector.ts'
import type { ConnectorDraft } from '../../shared/connector-draft.ts'
import type { Run } from '../../shared/run.ts'
import { type Access, answer } from './access.ts'
import { type Command, readArguments, workerOption } from './command.ts'
import { connectorOptions, draftFrom } from './connector-flags.ts'
import { CliError, exits, usageError } from './exits.ts'
import { findConnector, refuseIdle } from './find-connector.ts'
import { count, type FindingScope } from './findings.ts'
import { followRun } from './follow-run.ts'
import { openAccess, withAccess } from './open-access.ts'
import { type Output, openOutput } from './output.ts'
import type { Terminal } from './terminal.ts'
import { type Level, levels, verdict } from './verdict.ts'
import { type ScanFormat, type Scanned, scanFormats, summary, writeFindings } from './write-findings.ts'

const options = {
  connector: { type: 'string', value: 'NAME|ID', about: 'the connector to run' },
  ...connectorOptions,
  query: { type: 'string', value: 'QUERY', about: 'only findings that fit, such as "resource.region:eu-west-1"' },
  policy: { type: 'string', value: 'SLUG', about: 'only controls of a policy, such as aws/best-practices' },
  format: {
    type: 'string',
    value: 'FORMAT',
    choices: scanFormats,
    about: `${scanFormats.join(', ')}; table where not given`,
  },
  output: { type: 'string', value: 'FILE', about: 'write the findings to a file' },
  'fail-on': {
    type: 'string',
    value: 'LEVEL',
    choices: levels,
    about: `exit with 1 for findings of this criticality or above: ${levels.join(', ')}; low where not given`,
  },
  'allow-partial': { type: 'boolean', about: 'do not exit with 3 where some operations failed' },
  ...workerOption,
} as const

/** `plumbline scan`: runs one connector and tells its findings, with an exit code for CI. */
export const scan: Command<typeof options> = {
  name: 'scan',
  usage: '--connector NAME|ID [options]',
  about:
    'Runs one connector and tells its findings. In place of a connector, the options of one cloud describe an account for this scan alone: nothing is kept of it.',
  options,
  more: `Exit codes: 0 no finding at or above the level, 1 findings, 2 the command is wrong, 3 the run failed or could not read
everything, 130 ended by Ctrl-C. --query and --policy narrow what counts.`,
  async run(args, terminal) {
    const { values, positionals } = readArguments(scan, args)
    if (positionals.length > 0) throw usageError(`scan takes no ${positionals[0]}: give --connector NAME.`)
    const draft = draftFrom(values, terminal.env)
    if ((draft === undefined) === (values.connector === undefined)) {
      throw usageError('Give --connector NAME, or the options of one cloud: see scan --help.')
    }
    if (draft && values.worker)
      throw usageError('The options of a cloud are for a scan in this process: leave out --worker.')
    const format = (values.format ?? 'table') as ScanFormat
    const access = draft
      ? await (await import('./local.ts')).openTemporary(terminal)
      : await openAccess('runs', values.worker, terminal)
    return withAccess(access, async () => {
      const { query, policy } = values
      const known = draft ? undefined : await findConnector(access, values.connector ?? '')
      if (known) refuseIdle(known)
      await checkScope(access, { cloud: (draft ?? known)?.cloud ?? '', query, policy }, format)
      const connector = known ?? (await create(access, draft as ConnectorDraft))
      const { id, cloud } = connector
      const scope = { connector: id, cloud, query, policy }
      return perform(access, { connector, scope, format, ...readJudgement(values), output: values.output }, terminal)
    })
  },
}

const create = ({ client }: Access, draft: ConnectorDraft): Promise<Connector> =>
  answer(client.api.connectors.$post({ json: draft }))

type Judgement = { readonly failOn: Level; readonly allowPartial: boolean }

const readJudgement = (values: { 'fail-on'?: string; 'allow-partial'?: boolean }): Judgement => ({
  failOn: (values['fail-on'] ?? 'low') as Level,
  allowPartial: values['allow-partial'] ?? false,
})

/** What is wrong is told before a run that takes minutes. */
async function checkScope(
  { client }: Access,
  { cloud, query, policy }: Omit<FindingScope, 'connector'>,
  format: ScanFormat,
) {
  if (format === 'asff' && cloud !== 'aws') throw usageError('--format asff is for AWS accounts only.')
  if (query) await answer(client.api.evaluations.$get({ query: { query, pageSize: '1' } }))
  if (!policy) return
  const found = await answer(client.api.policies.detail.$get({ query: { slug: policy } }))
  if (found.cloud !== cloud) throw usageError(`${policy} is a policy for ${found.cloud}; the connector is of ${cloud}.`)
}

type Plan = Judgement & {
  readonly connector: Connector
  readonly scope: FindingScope
  readonly format: ScanFormat
  readonly output: string | undefined
}

async function perform(access: Access, plan: Plan, terminal: Terminal): Promise<number> {
  const output = await openOutput(plan.output, terminal)
  try {
    const run = await runOnce(access, plan.connector, terminal)
    const scanned = await tell(access, { ...plan, run }, output, terminal)
    return verdict({ ...plan, run, found: scanned.found })
  } catch (error) {
    await output.abandon()
    throw error
  }
}

/** The run, ended well enough for findings to be told; throws otherwise, for those of an earlier run are not its own. */
async function runOnce(access: Access, { id, name }: Connector, terminal: Terminal): Promise<Run> {
  const { client } = access
  terminal.say(`Running ${name} …`)
  const first: Run = await answer(client.api.connectors[':id'].run.$post({ param: { id } }))
  const run = await followRun(access, first.id, terminal)
  terminal.progress(undefined)
  if (run.state === 'failed' || run.state === 'cancelled') {
    const { stateReason, stateAdvice = '' } = await answer(client.api.connectors[':id'].$get({ param: { id } }))
    const reason = run.reason ?? stateReason ?? 'The log of the worker says why.'
    const advice = reason.includes(stateAdvice) ? '' : stateAdvice
    throw new CliError(`The run ${run.state === 'failed' ? 'failed' : 'was cancelled'}. ${reason} ${advice}`.trim())
  }
  return run
}

async function tell(
  access: Access,
  { connector, run, scope, format, output: file, allowPartial }: Plan & { readonly run: Run },
  output: Output,
  terminal: Terminal,
): Promise<Scanned> {
  const found = await count(access, scope, 'FAIL')
  const unknown = await count(access, scope, 'UNKNOWN')
  const scanned = { connector, run, found, unknown }
  const table = file === undefined ? terminal : { width: Number.POSITIVE_INFINITY, hasColours: false }
  await writeFindings(format, access, { scope, scanned }, output, table)
  await output.done()
  if (format !== 'table' || file !== undefined) terminal.say(summary(scanned))
  if (run.state === 'partial') await tellErrors(access, run, allowPartial, terminal)
  if (run.evaluations === 0) terminal.say('Nothing was judged: that is no pass.')
  return scanned
}

/** Errors that are told, one a line. */
const most = 10

async function tellErrors({ client }: Access, run: Run, allowPartial: boolean, { say }: Terminal): Promise<void> {
  const { items } = await answer(client.api.runs[':id'].errors.$get({ param: { id: run.id } }))
  const count = run.errors === 1 ? '1 operation' : `${run.errors} operations`
  say(
    `Not everything could be read: ${count} failed.${allowPartial ? '' : ` Exit code ${exits.failed}; --allow-partial accepts this.`}`,
  )
  for (const { type, region, operation, reason } of items.slice(0, most))
    say(`  ${type} ${region} ${operation}: ${reason}`)
  if (items.length > most) say(`  … and ${items.length - most} more`)
}
