import type { Connector } from '../connector.ts'
import { type Control, firstOwnCid } from '../control.ts'
import { type Evaluation, type Outcome, outcomes } from '../evaluation.ts'
import type { Resource, ResourceRef } from '../resource.ts'
import type { QueryRow } from './matches.ts'
import type { Value } from './query.ts'

/** What a query can be asked of in a resource: at least its name and place, and all else that is at hand. */
export type ResourceFacts = ResourceRef &
  Partial<Pick<Resource, 'tags' | 'config' | 'unread' | 'firstDiscovered' | 'lastFound'>> & {
    readonly failing?: number
    readonly unknown?: number
    readonly evaluated?: number
    readonly connector?: ConnectorFacts
    /** Evaluations of it, each with its control. */
    readonly evaluations?: readonly EvaluationFacts[]
  }

export type ConnectorFacts = Pick<Connector, 'id' | 'name' | 'state'> & Partial<Connector>

/** An evaluation with its control; `outcome` where an exception may hold for it. */
export type EvaluationFacts = Pick<Evaluation, 'result'> &
  Partial<Pick<Evaluation, 'firstEvaluated' | 'lastEvaluated' | 'lastReopened' | 'lastFixed'>> & {
    readonly outcome?: Outcome
    readonly control: ControlFacts
  }

/** A control, with the policies that hold it; as the slugs that it names where their titles are not at hand. */
export type ControlFacts = Control & { readonly in?: readonly { readonly slug: string; readonly title: string }[] }

type Values = Readonly<Record<string, Value | undefined | null | readonly Value[]>>

const valuesOf =
  (table: Values) =>
  (token: string): readonly Value[] => {
    const found = Object.hasOwn(table, token) ? table[token] : undefined
    if (found === undefined || found === null) return []
    return typeof found === 'object' ? found : [found]
  }

const leaf = (table: Values): QueryRow => ({ values: valuesOf(table), elements: () => [] })

/** A control as a row of its list, or as a part of an evaluation. */
export const controlRow = (control: ControlFacts): QueryRow =>
  leaf({ ...controlValues(control), cloud: control.cloud, 'resource.type': control.resources })

function controlValues(control: ControlFacts): Values {
  const { parameters = {}, created, modified } = control
  return {
    'control.id': control.cid,
    'control.name': control.title,
    'control.description': [control.evaluates, control.rationale],
    'control.criticality': control.criticality,
    'control.type': control.cid < firstOwnCid ? 'SYSTEM' : 'CUSTOM',
    'control.isRemediable': false,
    'control.isCustomizable': Object.keys(parameters).length > 0,
    'control.path': control.slug,
    'service.type': control.service,
    'policy.name': control.in?.map(({ title }) => title) ?? [],
    'policy.id': control.in?.map(({ slug }) => slug) ?? control.policies,
    'control.created': created,
    'control.modified': modified,
  }
}

const connectorValues = ({ name, id, state }: ConnectorFacts): Values => ({
  'connector.name': name,
  'connector.uuid': id,
  'connector.state': state,
})

/** A connector as a row of its list. */
export const connectorRow = (connector: ConnectorFacts): QueryRow =>
  leaf({
    ...connectorValues(connector),
    'connector.state': [connector.state, ...(connector.hint ? [connector.hint] : [])],
    'connector.description': connector.description,
    'connector.type': connector.cloud === 'aws' ? (connector.type ?? 'cspm') : undefined,
    cloud: connector.cloud,
    'account.id': connector.account,
    'connector.frequency': connector.frequency,
    'connector.lastRun': connector.lastRun,
    'connector.created': connector.created,
    'connector.modified': connector.updated,
  })

function resourceValues(resource: ResourceFacts): Values {
  const { failing = 0, unknown = 0, evaluated = 0 } = resource
  const isPassing = evaluated > 0 && failing === 0 && unknown === 0
  return {
    'resource.id': resource.id,
    'resource.name': resource.name,
    'resource.type': resource.type,
    cloud: resource.cloud,
    'account.id': resource.account,
    region: resource.region,
    'resource.result': [
      ...(failing > 0 ? ['FAIL'] : []),
      ...(unknown > 0 ? ['UNKNOWN'] : []),
      ...(isPassing ? ['PASS'] : []),
    ],
    'resource.failing': failing,
    'resource.unknown': unknown,
    'resource.evaluated': evaluated,
    firstDiscovered: resource.firstDiscovered,
    lastFound: resource.lastFound,
    unread: resource.unread?.map(({ field }) => field) ?? [],
    ...(resource.connector ? connectorValues(resource.connector) : {}),
  }
}

function evaluationValues(evaluation: EvaluationFacts): Values {
  const outcome = evaluation.outcome ?? evaluation.result
  return {
    ...controlValues(evaluation.control),
    'control.result': outcome,
    'exception.status': outcome === outcomes[3] ? 'ACTIVE' : 'NONE',
    evaluatedOn: evaluation.lastEvaluated,
    firstEvaluated: evaluation.firstEvaluated,
    lastReopened: evaluation.lastReopened,
    lastFixed: evaluation.lastFixed,
  }
}

/** A resource as a row of its list. */
export const resourceRow = (resource: ResourceFacts): QueryRow => rowOf(resource, resourceValues(resource))

/** An evaluation, with the resource that it is of, as a row of its list. */
export const evaluationRow = (evaluation: EvaluationFacts, resource: ResourceFacts): QueryRow =>
  rowOf(resource, { ...resourceValues(resource), ...evaluationValues(evaluation) })

function rowOf(resource: ResourceFacts, table: Values): QueryRow {
  const config = objectRow('config.', resource.config ?? {})
  const known = valuesOf(table)
  return {
    values: (token) => (token.startsWith('config.') ? config.values(token) : known(token)),
    elements: (token) => {
      if (token.startsWith('config.')) return config.elements(token)
      if (token === 'tag') return Object.entries(resource.tags ?? {}).map(([key, value]) => tagRow(key, value))
      if (token === 'evaluation') return (resource.evaluations ?? []).map((one) => evaluationRow(one, resource))
      return []
    },
  }
}

const tagRow = (key: string, value: string) => leaf({ 'tag.key': key, 'tag.value': value })

/** An object whose fields are tokens behind a prefix; paths reach through lists. */
function objectRow(prefix: string, object: unknown): QueryRow {
  const reach = (token: string): readonly unknown[] =>
    token.startsWith(prefix)
      ? token
          .slice(prefix.length)
          .split('.')
          .reduce(fieldOf, [object] as readonly unknown[])
      : []
  return {
    values: (token) => reach(token).filter(isValue),
    elements: (token) =>
      reach(token)
        .filter(isObject)
        .map((element) => objectRow(`${token}.`, element)),
  }
}

const fieldOf = (objects: readonly unknown[], field: string): readonly unknown[] =>
  objects.filter(isObject).flatMap((object) => (Object.hasOwn(object, field) ? object[field] : []))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isValue = (value: unknown): value is Value => ['string', 'number', 'boolean'].includes(typeof value)
