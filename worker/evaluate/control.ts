import type { z } from 'zod'
import type { Control, ControlFile } from '../../shared/control.ts'
import { suggestion } from '../../shared/nearest.ts'
import type { Cloud } from '../../shared/resource.ts'
import { type CelEnvironment, withParameters } from './environment.ts'
import { compileExpression, type Expression } from './expression.ts'
import { parametersOf } from './parameters.ts'
import { reportPlaceholders } from './placeholders.ts'
import { ExpressionError } from './scope.ts'
import type { Shape } from './shape.ts'
import type { SourceFile, YamlPath } from './source-file.ts'
import type { TypeNames } from './types.ts'
import type { EvidenceRow } from './unknown.ts'
import type { Check, CompiledControl } from './verdict.ts'

/** A control file, checked: what the API shows of it, and what evaluates it. */
export type LoadedControl = {
  readonly file: ControlFile
  /** The resource type that it is compiled for: a file about several is loaded once for each. */
  readonly type: string
  readonly control: Omit<Control, 'policies'>
  readonly compiled: CompiledControl
}

/** Where a control belongs. */
export type Place = { readonly slug: string; readonly cloud: Cloud; readonly service: string }

/**
 * Loads one control for each resource type that it is about; none where its mistakes, which are reported on the source,
 * leave nothing to work with.
 */
export function loadControl(
  source: SourceFile,
  schema: z.ZodType<ControlFile>,
  {
    types,
    placeOf,
  }: { readonly types: ReadonlyMap<string, TypeNames>; readonly placeOf: (file: ControlFile) => Place },
): readonly LoadedControl[] {
  const file = source.read(schema)
  if (!file) return []
  const place = placeOf(file)
  const { cloud } = place
  const control = describe(file, place)
  return control.resources.flatMap((type) => {
    const names = types.get(type)
    if (names && type.startsWith(`${cloud}.`)) return { file, type, control, compiled: compile(source, file, names) }
    source.report(`there is no resource type ${type}${suggestion(type, types.keys())}`, ['resource'])
    return []
  })
}

/** The place of a built-in control, which its path tells. */
export const placeByPath =
  (source: SourceFile, services: Readonly<Record<string, string>>): (() => Place) =>
  () => {
    const slug = source.path.replace(/^policies\/|\.yaml$/g, '')
    const [cloud = '', folder = ''] = slug.split('/')
    const service = services[`${cloud}/${folder}`]
    if (!service) source.report(`policies/services.yaml has no label for ${cloud}/${folder}`, ['resource'])
    return { slug, cloud: cloud as Cloud, service: service ?? '' }
  }

function compile(source: SourceFile, file: ControlFile, names: TypeNames): CompiledControl {
  reportPlaceholders(source, file, names.resource)
  return compileControl(source, file, names)
}

function describe(file: ControlFile, { slug, cloud, service }: Place): LoadedControl['control'] {
  const { cid, title, resource, criticality, evaluates, rationale, remediation, references = [], parameters } = file
  const resources = [resource].flat()
  return {
    ...{ cid, slug, title, cloud, service, resources, criticality, evaluates, rationale, remediation, references },
    ...(parameters && { parameters }),
  }
}

function compileControl(source: SourceFile, file: ControlFile, names: TypeNames): CompiledControl {
  const { shape, values } = parametersOf(file)
  const compiler = createCompiler(source, names, withParameters(names.environment, shape), shape)
  const when = file.when === undefined ? undefined : compiler(file.when, 'bool', ['when'])
  return {
    cid: file.cid,
    ...(when ? { when } : {}),
    checks: checksOf(file).map((check) => compileCheck(check, compiler)),
    parameters: values,
  }
}

type RawCheck = {
  readonly check: string
  readonly evidence: NonNullable<ControlFile['evidence']>
  readonly path: YamlPath
}

function checksOf({ check = '', evidence = [], checks }: ControlFile): readonly RawCheck[] {
  if (!checks) return [{ check, evidence, path: [] }]
  const settings = checks.flatMap((part) => part.evidence.map(({ setting }) => setting))
  const isAmbiguous = (setting: string) => settings.indexOf(setting) !== settings.lastIndexOf(setting)
  return checks.map(({ title, check, evidence }, index) => ({
    check,
    path: ['checks', index],
    evidence: evidence.map((row) => (isAmbiguous(row.setting) ? { ...row, setting: `${title}: ${row.setting}` } : row)),
  }))
}

type Compiler = (expression: string, expected: 'bool' | 'any', path: YamlPath) => Expression

function compileCheck({ check, evidence, path }: RawCheck, compiler: Compiler): Check {
  const rows = evidence.map(
    ({ setting, actual, expected }, index): EvidenceRow => ({
      setting,
      expected,
      actual: compiler(actual, 'any', [...path, 'evidence', index, 'actual']),
    }),
  )
  return { check: compiler(check, 'bool', [...path, 'check']), evidence: rows }
}

/** Compiles the expressions of one file and reports what is wrong with them. */
function createCompiler(
  source: SourceFile,
  names: TypeNames,
  environment: CelEnvironment,
  parameters: Shape,
): Compiler {
  return (expression, expected, path) => {
    try {
      return compileExpression(expression, expected, environment, { ...names, parameters })
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      source.report(error.message, path, error.start)
      return broken
    }
  }
}

/** Stands in for an expression that was refused; its file is never evaluated. */
const broken: Expression = {
  source: '',
  term: { run: () => null, shape: { kind: 'dyn' }, text: '' },
  reads: { fields: new Set(), relations: new Set(), names: new Set() },
}
