import { clouds } from '../resource.ts'
import { passes } from './passes.ts'
import type { Query, Test } from './query.ts'
import { fold, type MandateControls, type TypeName, type Vocabulary } from './token.ts'

const on = (token: string, test: Test): Query => ({ kind: 'test', token, test })

const anyOf = (token: string, values: Iterable<string | number>): Query => {
  const of = [...new Set(values)].map((value) => on(token, { is: 'equal', value }))
  return of[0] && of.length === 1 ? of[0] : { kind: 'or', of }
}

/** All that a type is called: `aws.s3.bucket`, `s3.bucket`, `BUCKET`, `S3 bucket`, `AWS S3 bucket`. */
export function namesOf({ type, label, code }: TypeName): readonly string[] {
  const [cloud = '', ...rest] = type.split('.')
  return [type, rest.join('.'), code, label, `${cloud} ${label}`, `${cloud} ${code}`, `${cloud}.${code}`]
}

/** A test on the name of a resource type as one on the types that are called so. */
export function byType(test: Test, { types = [] }: Vocabulary): Query {
  if (test.is === 'null') return on('resource.type', test)
  const named = types.filter((type) => namesOf(type).some((name) => name !== '' && passes(test, name)))
  if (named.length > 0)
    return anyOf(
      'resource.type',
      named.map(({ type }) => type),
    )
  return on('resource.type', test)
}

/** A test on a service as one on the types that belong to it; where no types are known, on how such types begin. */
export function byService(test: Test, { types }: Vocabulary): Query {
  if (test.is === 'null') return { kind: 'false' }
  if (types)
    return anyOf(
      'resource.type',
      types.filter(({ service }) => passes(test, service)).map(({ type }) => type),
    )
  if (test.is !== 'equal') return { kind: 'false' }
  const of = clouds.map((cloud) => `${cloud}.${fold(String(test.value))}.`)
  return { kind: 'or', of: of.map((text) => on('resource.type', { is: 'prefix', text })) }
}

const controlsOf = (mandates: readonly MandateControls[], isAsked: (requirement: string) => boolean): Query =>
  anyOf(
    'control.id',
    mandates.flatMap(({ requirements }) =>
      requirements.filter(({ id }) => isAsked(id)).flatMap(({ controls }) => controls),
    ),
  )

/** A test on a mandate's title or slug as one on its controls. */
export function byMandate(test: Test, { mandates = [] }: Vocabulary): Query {
  if (test.is === 'null') return { kind: 'not', of: controlsOf(mandates, () => true) }
  const asked = mandates.filter(({ title, slug }) => passes(test, title) || passes(test, slug))
  return controlsOf(asked, () => true)
}

/** A test on a requirement's number, with or without its mandate: `8.2.1`, `pci-dss 8.2.1`. */
export function byRequirement(test: Test, { mandates = [] }: Vocabulary): Query {
  if (test.is === 'null') return byMandate(test, { mandates })
  const of = mandates.map((mandate) =>
    controlsOf([mandate], (id) => passes(test, id) || passes(test, `${mandate.slug} ${id}`)),
  )
  return { kind: 'or', of: of.filter((query) => query.kind === 'test' || (query.kind === 'or' && query.of.length > 0)) }
}
