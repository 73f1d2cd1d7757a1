import type { Context } from 'hono'
import { buildConsoleUrl } from '../../shared/console-links/index.ts'
import type { Mandate } from '../../shared/mandate.ts'
import type { Posture } from '../../shared/summary.ts'
import {
  connectorColumns,
  controlColumns,
  type FindingContext,
  fieldColumn,
  findingColumns,
  mandateColumns,
  type Names,
  resourceColumns,
  resourceTypeColumns,
  runColumns,
  standardsOf,
} from '../exports/index.ts'
import { listConnectors } from '../store/connectors.ts'
import { noBudget } from '../store/lists/budget.ts'
import { listControls } from '../store/lists/controls.ts'
import { type EvaluationCursor, evaluationsOf, listEvaluations } from '../store/lists/evaluations.ts'
import { postureByControl, sumPostures } from '../store/lists/posture.ts'
import { findResource } from '../store/lists/resource.ts'
import { countTypes } from '../store/lists/resource-types.ts'
import { countResources, listResources, type ResourceCursor } from '../store/lists/resources.ts'
import { listRuns } from '../store/lists/runs.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { filterConnectors } from './connector-filter.ts'
import type { ApiEnv } from './context.ts'
import { filterControls } from './control-filter.ts'
import { resolveEvaluationFilter } from './evaluation-filter.ts'
import { downloadFindings, downloadTable } from './export-download.ts'
import { type ExportOptions, partOptions, refuse } from './export-options.ts'
import {
  connectorsExport,
  controlsExport,
  evaluationsExport,
  mandatesExport,
  resourceEvaluationsExport,
  resourcesExport,
  resourceTypesExport,
  runsExport,
} from './export-routes.ts'
import { readAll, readPages } from './export-rows.ts'
import { Problem } from './problem.ts'
import { fieldsAmong } from './resource-fields.ts'
import { resolveResourceFilter } from './resource-filter.ts'
import { router } from './route.ts'

/** Rows of a page: some milliseconds of the database. */
const pageSize = 500

/** Downloads of the lists. Their answers are files; the type of a file is only in the description. */
export const exports = router()
  .openapi(resourcesExport, async (c) => {
    const { database, types } = c.var.api
    const { options, filter: values } = partOptions(c.req.valid('query'))
    const fields = fieldsAmong(options.columns, types)
    const { sort, ...filters } = values
    const filter = await resolveResourceFilter(c, filters)
    const { total } = await countResources(database, filter)
    const rows = readPages((after?: ResourceCursor) =>
      listResources(database, filter, { sort, ...(after ? { after } : {}), limit: pageSize, fields }),
    )
    const columns = [...resourceColumns(await namesOf(c)), ...fields.map(fieldColumn)]
    return (await downloadTable(c, { list: 'resources', columns, rows, total }, options)) as never
  })
  .openapi(resourceTypesExport, async (c) => {
    const { options, filter } = partOptions(c.req.valid('query'))
    return (await download(c, 'resource-types', resourceTypeColumns, await typeRows(c, filter), options)) as never
  })
  .openapi(controlsExport, async (c) => {
    const { options, filter } = partOptions(c.req.valid('query'))
    return (await download(c, 'controls', controlColumns, await filterControls(c, filter), options)) as never
  })
  .openapi(evaluationsExport, async (c) => {
    const { database } = c.var.api
    const { options, filter: values } = partOptions(c.req.valid('query'))
    if (options.format === 'asff' && values.cloud !== 'aws') {
      refuse('format', 'asff tells of AWS accounts only. Add cloud=aws.')
    }
    const filter = await resolveEvaluationFilter(c, values)
    const { total } = await listEvaluations(database, filter, { limit: 1 })
    const rows = readPages((after?: EvaluationCursor) =>
      listEvaluations(database, filter, { ...(after ? { after } : {}), limit: pageSize }),
    )
    const source = { list: 'evaluations', columns: findingColumns(await namesOf(c)), rows, total }
    return (await downloadFindings(c, { ...source, context: await contextOf(c) }, options)) as never
  })
  .openapi(resourceEvaluationsExport, async (c) => {
    const { database } = c.var.api
    const { options, filter } = partOptions(c.req.valid('query'))
    const found = await findResource(database, filter.id)
    if (!found) throw new Problem(404, 'There is no such resource.')
    const { gone, cloud } = found.resource
    if (options.format === 'asff' && cloud !== 'aws') refuse('format', 'asff tells of AWS accounts only.')
    const all = gone ? [] : await evaluationsOf(database, found.rid)
    const { cid, result } = filter
    const items = all.filter((one) => (!cid || one.cid === cid) && (!result || one.outcome === result))
    const source = { list: 'resource-evaluations', columns: findingColumns(await namesOf(c)), total: items.length }
    const context = await contextOf(c)
    return (await downloadFindings(c, { ...source, rows: readAll(items), context }, options)) as never
  })
  .openapi(connectorsExport, async (c) => {
    const { options, filter } = partOptions(c.req.valid('query'))
    const items = await filterConnectors(c, filter)
    return (await download(c, 'connectors', connectorColumns, items, options)) as never
  })
  .openapi(runsExport, async (c) => {
    const { database } = c.var.api
    const { options, filter } = partOptions(c.req.valid('query'))
    const { total } = await listRuns(database, filter, { page: 1, pageSize: 1 })
    const rows = readPages(async (page: number = 1) => {
      const { items } = await listRuns(database, filter, { page, pageSize })
      return { items, next: items.length < pageSize ? undefined : page + 1 }
    })
    return (await downloadTable(
      c,
      { list: 'runs', columns: runColumns(await namesOf(c)), rows, total },
      options,
    )) as never
  })
  .openapi(mandatesExport, async (c) => {
    const { database, mandates } = c.var.api
    const { options, filter } = partOptions(c.req.valid('query'))
    const postures = await postureByControl(database, await resolveScope(database, filter))
    const items = mandates
      .filter(({ clouds }) => !filter.cloud || clouds.includes(filter.cloud))
      .map((mandate) => withPosture(mandate, postures))
    return (await download(c, 'mandates', mandateColumns, items, options)) as never
  })

/** A list that is whole in memory, as a file. */
const download = <Row>(
  c: Context<ApiEnv>,
  list: string,
  columns: Parameters<typeof downloadTable<Row>>[1]['columns'],
  items: readonly Row[],
  options: ExportOptions,
) => downloadTable(c, { list, columns, rows: readAll(items), total: items.length }, options)

/** What rows name by an id only. */
async function namesOf(c: Context<ApiEnv>): Promise<Names> {
  const { database, types } = c.var.api
  const connectors = new Map((await listConnectors(database)).map(({ id, name }) => [id, name]))
  return {
    typeLabel: (type) => types.get(type)?.label,
    typeService: (type) => types.get(type)?.service,
    connector: (id) => connectors.get(id),
    consoleUrl: (resource) => buildConsoleUrl(resource)?.url,
  }
}

async function contextOf(c: Context<ApiEnv>): Promise<FindingContext> {
  const { database, mandates, version } = c.var.api
  const controls = new Map((await listControls(database)).map((control) => [control.cid, control]))
  return { controls, standards: standardsOf(mandates), version }
}

async function typeRows(c: Context<ApiEnv>, values: Parameters<typeof resolveResourceFilter>[1]) {
  const { database, types } = c.var.api
  const filter = await resolveResourceFilter(c, values)
  const [controls, { counts }] = await Promise.all([listControls(database), countTypes(database, filter, noBudget)])
  const { cloud, service, type: only } = values
  return [...types.values()]
    .map(({ type, label, service: own }) => ({
      ...{ type, label, service: own, cloud: type.split('.')[0] ?? '' },
      controls: controls.filter(({ resources }) => resources.includes(type)).length,
      ...(counts.get(type) ?? { count: 0, failing: 0, evaluated: 0 }),
    }))
    .filter((row) => only === undefined || row.type === only)
    .filter((row) => !service || row.service.toLowerCase() === service.toLowerCase())
    .filter((row) => !cloud || row.cloud === cloud)
    .sort((a, b) => (a.type < b.type ? -1 : 1))
}

function withPosture(mandate: Mandate, postures: ReadonlyMap<number, Posture>) {
  const controls = [...new Set(mandate.requirements.flatMap((requirement) => requirement.controls))]
  return { ...mandate, controls, posture: sumPostures(controls, postures) }
}
