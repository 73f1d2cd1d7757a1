import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

type Member = { readonly shape: string; readonly locationName?: string; readonly location?: string }
type Shape = { readonly members?: Readonly<Record<string, Member>> }
type OperationModel = {
  readonly name: string
  readonly http: { readonly method: string; readonly requestUri: string }
  readonly input?: { readonly shape: string }
  readonly output?: { readonly shape: string; readonly resultWrapper?: string }
}
type Model = {
  readonly operations: Readonly<Record<string, OperationModel>>
  readonly shapes: Readonly<Record<string, Shape>>
}
type Paginator = {
  readonly input_token: string | readonly string[]
  readonly output_token: string | readonly string[]
  readonly result_key: string | readonly string[]
  readonly more_results?: string
}

/** How a list call pages, in the words of the wire; a path goes from the answer's root downwards. */
export type Paging = {
  readonly tokenIn: string
  readonly tokenOut: readonly string[]
  readonly lists: readonly (readonly string[])[]
  /** The flag that says whether there is more. */
  readonly more?: readonly string[]
}

export type Service = {
  readonly operations: readonly OperationModel[]
  readonly pagingOf: (operation: string) => Paging | undefined
}

/** AWS's own descriptions of its services, as the Python SDK that moto brings along carries them. */
export type Models = (service: string) => Service

/** Reads the models below a virtual environment, each when it is first asked for; an unknown service has none. */
export function createModels(environment: string): Models {
  const [data = ''] = globSync(join(environment, '{lib/python*,Lib}/site-packages/botocore/data'))
  const held = new Map<string, Service>()

  return (service) => {
    const found = held.get(service) ?? readService(data, service)
    held.set(service, found)
    return found
  }
}

function readService(data: string, service: string): Service {
  const model = read<Model>(data, service, 'service-2.json') ?? { operations: {}, shapes: {} }
  const { pagination } = read<{ pagination: Readonly<Record<string, Paginator>> }>(
    data,
    service,
    'paginators-1.json',
  ) ?? {
    pagination: {},
  }
  const operations = Object.values(model.operations).map((own) => ({ ...own, name: undated(own.name) }))
  return {
    operations,
    pagingOf: (operation) => {
      const own = operations.find(({ name }) => name === operation)
      const paginator = pagination[operation]
      return own && paginator && toPaging(model, own, paginator)
    },
  }
}

/** CloudFront's operations carry the date of the version, its paginators do not. */
const undated = (operation: string) => operation.replace(/\d{4}_\d{2}_\d{2}$/, '')

/** The newest version of one of a service's files. */
function read<Content>(data: string, service: string, file: string): Content | undefined {
  const path = globSync(join(data, service, '*', `${file}*`))
    .sort()
    .at(-1)
  if (!path) return undefined
  const bytes = readFileSync(path)
  return JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}

function toPaging(model: Model, { input, output }: OperationModel, paginator: Paginator): Paging | undefined {
  const tokenIn = wirePath(model, input?.shape, first(paginator.input_token))[0]
  if (!tokenIn || !output) return undefined
  const outwards = (path: string) => wirePath(model, output.shape, path)
  return {
    tokenIn,
    tokenOut: outwards(first(paginator.output_token)),
    lists: [paginator.result_key].flat().map(outwards),
    ...(paginator.more_results ? { more: outwards(paginator.more_results) } : {}),
  }
}

/** Some tokens are written as a choice: `NextMarker || Contents[-1].Key`. */
const first = (choice: string | readonly string[]) => ([choice].flat()[0] ?? '').split(/\s*\|\|/)[0] ?? ''

function wirePath(model: Model, shape: string | undefined, path: string): readonly string[] {
  const names: string[] = []
  let here = shape
  for (const name of path.split('.')) {
    const member = here ? model.shapes[here]?.members?.[name] : undefined
    names.push(member?.locationName ?? name)
    here = member?.shape
  }
  return names
}
