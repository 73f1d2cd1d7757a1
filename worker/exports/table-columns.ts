import type { Connector } from '../../shared/connector.ts'
import type { Control } from '../../shared/control.ts'
import type { Mandate } from '../../shared/mandate.ts'
import type { Resource } from '../../shared/resource.ts'
import type { Run } from '../../shared/run.ts'
import type { Posture } from '../../shared/summary.ts'
import type { Column } from './column.ts'

/*
 * The columns of the lists, in the order of the file. A file holds all of them unless some are asked for by their keys.
 */

/** Names that rows hold as ids only. */
export type Names = {
  /** Label of a resource type. */
  readonly typeLabel: (type: string) => string | undefined
  readonly typeService: (type: string) => string | undefined
  readonly connector: (id: string) => string | undefined
  /** Address of the page in the cloud's console that shows a resource. */
  readonly consoleUrl: (resource: Pick<Resource, 'id' | 'type' | 'cloud' | 'account' | 'region'>) => string | undefined
}

type Listed = Omit<Resource, 'config' | 'unread'> & {
  readonly connectorId: string
  readonly failing: number
  readonly unknown: number
  readonly evaluated: number
  readonly config?: Resource['config']
}

const tagText = (tags: Resource['tags']): string =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join('; ')

export const resourceColumns = (names: Names): readonly Column<Listed>[] => [
  { key: 'id', label: 'Resource id', of: ({ id }) => id },
  { key: 'name', label: 'Name', of: ({ name }) => name },
  { key: 'type', label: 'Resource type', of: ({ type }) => type },
  { key: 'typeLabel', label: 'Type', of: ({ type }) => names.typeLabel(type) },
  { key: 'service', label: 'Service', of: ({ type }) => names.typeService(type) },
  { key: 'cloud', label: 'Cloud', of: ({ cloud }) => cloud },
  { key: 'account', label: 'Account', of: ({ account }) => account },
  { key: 'region', label: 'Region', of: ({ region }) => region },
  { key: 'tags', label: 'Tags', of: ({ tags }) => tagText(tags), json: ({ tags }) => tags },
  { key: 'firstDiscovered', label: 'First discovered', kind: 'time', of: ({ firstDiscovered }) => firstDiscovered },
  { key: 'lastFound', label: 'Last found', kind: 'time', of: ({ lastFound }) => lastFound },
  { key: 'failing', label: 'Failed controls', of: ({ failing }) => failing },
  { key: 'unknown', label: 'Unknown controls', of: ({ unknown }) => unknown },
  { key: 'evaluated', label: 'Evaluated controls', of: ({ evaluated }) => evaluated },
  { key: 'connectorId', label: 'Connector id', of: ({ connectorId }) => connectorId },
  { key: 'connector', label: 'Connector', of: ({ connectorId }) => names.connector(connectorId) },
  { key: 'console', label: 'Console', of: (resource) => names.consoleUrl(resource) },
]

/** A column for a field of the configuration: `config.vpcId`. */
export const fieldColumn = (field: string): Column<Listed> => ({
  key: `config.${field}`,
  label: `${field.charAt(0).toUpperCase()}${field.slice(1).replace(/[A-Z]+/g, (part) => ` ${part.toLowerCase()}`)}`,
  of: ({ config }) => cellText(config?.[field]),
  json: ({ config }) => config?.[field],
})

function cellText(value: unknown): string | number | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}

type TypeRow = {
  readonly type: string
  readonly label: string
  readonly cloud: string
  readonly service: string
  readonly controls: number
  readonly count: number
  readonly failing: number
  readonly evaluated: number
}

export const resourceTypeColumns: readonly Column<TypeRow>[] = [
  { key: 'type', label: 'Resource type', of: ({ type }) => type },
  { key: 'label', label: 'Type', of: ({ label }) => label },
  { key: 'cloud', label: 'Cloud', of: ({ cloud }) => cloud },
  { key: 'service', label: 'Service', of: ({ service }) => service },
  { key: 'count', label: 'Total resources', of: ({ count }) => count },
  { key: 'failing', label: 'Failed resources', of: ({ failing }) => failing },
  { key: 'evaluated', label: 'Evaluated resources', of: ({ evaluated }) => evaluated },
  { key: 'controls', label: 'Controls', of: ({ controls }) => controls },
]

/** Counts of evaluations by outcome. */
const postureColumns: readonly Column<{ readonly posture: Posture }>[] = [
  { key: 'pass', label: 'Passed', of: ({ posture }) => posture.pass },
  { key: 'fail', label: 'Failed', of: ({ posture }) => posture.fail },
  { key: 'unknown', label: 'Unknown', of: ({ posture }) => posture.unknown },
  { key: 'excepted', label: 'Excepted', of: ({ posture }) => posture.excepted },
]

type ControlRow = Control & { readonly posture: Posture }

export const controlColumns: readonly Column<ControlRow>[] = [
  { key: 'cid', label: 'CID', of: ({ cid }) => cid },
  { key: 'title', label: 'Title', of: ({ title }) => title },
  { key: 'slug', label: 'Control', of: ({ slug }) => slug },
  { key: 'cloud', label: 'Cloud', of: ({ cloud }) => cloud },
  { key: 'service', label: 'Service', of: ({ service }) => service },
  list('resources', 'Resource types', ({ resources }) => resources),
  { key: 'criticality', label: 'Criticality', of: ({ criticality }) => criticality },
  ...postureColumns,
  list('policies', 'Policies', ({ policies }) => policies),
  { key: 'evaluates', label: 'Evaluates', of: ({ evaluates }) => evaluates },
  { key: 'rationale', label: 'Rationale', of: ({ rationale }) => rationale },
  {
    key: 'remediation',
    label: 'Remediation',
    of: ({ remediation }) => remediation.steps.join('\n'),
    json: ({ remediation }) => remediation,
  },
  list('references', 'References', ({ references }) => references),
]

function list<Row>(key: string, label: string, of: (row: Row) => readonly string[]): Column<Row> {
  return { key, label, of: (row) => of(row).join('; '), json: of }
}

export const connectorColumns: readonly Column<Connector>[] = [
  { key: 'id', label: 'Connector id', of: ({ id }) => id },
  { key: 'name', label: 'Name', of: ({ name }) => name },
  { key: 'description', label: 'Description', of: ({ description }) => description },
  { key: 'cloud', label: 'Cloud', of: ({ cloud }) => cloud },
  { key: 'type', label: 'Type', of: ({ type }) => type },
  { key: 'account', label: 'Account', of: ({ account }) => account },
  { key: 'parent', label: 'Organization connector', of: ({ parent }) => parent },
  { key: 'state', label: 'State', of: ({ state }) => state },
  { key: 'stateReason', label: 'Reason', of: ({ stateReason }) => stateReason },
  { key: 'stateAdvice', label: 'Advice', of: ({ stateAdvice }) => stateAdvice },
  { key: 'hint', label: 'Hint', of: ({ hint }) => hint },
  { key: 'frequency', label: 'Minutes between runs', of: ({ frequency }) => frequency },
  { key: 'lastRun', label: 'Last run', kind: 'time', of: ({ lastRun }) => lastRun },
  { key: 'nextRun', label: 'Next run', kind: 'time', of: ({ nextRun }) => nextRun },
  { key: 'retired', label: 'Retired', kind: 'time', of: ({ retired }) => retired },
  { key: 'created', label: 'Created', kind: 'time', of: ({ created }) => created },
  { key: 'updated', label: 'Updated', kind: 'time', of: ({ updated }) => updated },
]

export const runColumns = ({ connector }: Names): readonly Column<Run>[] => [
  { key: 'id', label: 'Run id', of: ({ id }) => id },
  { key: 'connectorId', label: 'Connector id', of: ({ connectorId }) => connectorId },
  { key: 'connector', label: 'Connector', of: ({ connectorId }) => connector(connectorId) },
  { key: 'state', label: 'State', of: ({ state }) => state },
  { key: 'trigger', label: 'Started by', of: ({ trigger }) => trigger },
  { key: 'queued', label: 'Queued', kind: 'time', of: ({ queued }) => queued },
  { key: 'started', label: 'Started', kind: 'time', of: ({ started }) => started },
  { key: 'ended', label: 'Ended', kind: 'time', of: ({ ended }) => ended },
  { key: 'shards', label: 'Shards', of: ({ shards }) => shards },
  { key: 'shardsDone', label: 'Shards done', of: ({ shardsDone }) => shardsDone },
  { key: 'step', label: 'Step', of: ({ step }) => step },
  { key: 'resources', label: 'Resources', of: ({ resources }) => resources },
  { key: 'evaluations', label: 'Evaluations', of: ({ evaluations }) => evaluations },
  { key: 'apiCalls', label: 'API calls', of: ({ apiCalls }) => apiCalls },
  { key: 'written', label: 'Written', of: ({ written }) => written },
  { key: 'errors', label: 'Errors', of: ({ errors }) => errors },
  { key: 'reason', label: 'Reason', of: ({ reason }) => reason },
]

type MandateRow = Mandate & { readonly controls: readonly number[]; readonly posture: Posture }

export const mandateColumns: readonly Column<MandateRow>[] = [
  { key: 'slug', label: 'Mandate', of: ({ slug }) => slug },
  { key: 'title', label: 'Title', of: ({ title }) => title },
  { key: 'version', label: 'Version', of: ({ version }) => version },
  { key: 'publisher', label: 'Publisher', of: ({ publisher }) => publisher },
  list('clouds', 'Clouds', ({ clouds }) => clouds),
  { key: 'requirements', label: 'Requirements', of: ({ requirements }) => requirements.length },
  { key: 'controls', label: 'Controls', of: ({ controls }) => controls.length },
  ...postureColumns,
  { key: 'description', label: 'Description', of: ({ description }) => description },
  { key: 'reference', label: 'Reference', of: ({ reference }) => reference },
]
