import { createHash } from 'node:crypto'
import { shortId } from '../../shared/console-links/index.ts'
import type { Control } from '../../shared/control.ts'
import type { Criticality, Evaluation, Outcome } from '../../shared/evaluation.ts'
import type { Mandate } from '../../shared/mandate.ts'
import type { ResourceRef } from '../../shared/resource.ts'

/** An evaluation with what it is about: what the formats for findings are made from. */
export type Finding = Evaluation & {
  readonly title: string
  readonly criticality: Criticality
  readonly resource: ResourceRef
  readonly connectorId: string
  readonly appliesTo: 'resource' | 'account'
  /** The result, unless an exception holds for it. */
  readonly outcome: Outcome
  /** The one that holds. */
  readonly exception?: {
    readonly kind: string
    readonly reason: string
    readonly owner: string
    readonly ends?: string
  }
}

/** What findings have in common, looked up once for a file. */
export type FindingContext = {
  readonly controls: ReadonlyMap<number, Control>
  readonly standards: Standards
  /** The worker's own version. */
  readonly version: string
}

/** Catalogues that a control serves: CID → their titles, and `title: number` of each requirement. */
export type Standards = ReadonlyMap<
  number,
  { readonly titles: readonly string[]; readonly requirements: readonly string[] }
>

/** Which requirements of which mandates each control serves. */
export function standardsOf(mandates: readonly Mandate[]): Standards {
  const standards = new Map<number, { titles: string[]; requirements: string[] }>()
  for (const { title, version, requirements } of mandates) {
    const name = version === undefined ? title : `${title} ${version}`
    for (const { id, controls } of requirements) {
      for (const cid of controls) {
        const own = standards.get(cid) ?? { titles: [], requirements: [] }
        if (!own.titles.includes(name)) own.titles.push(name)
        own.requirements.push(`${name}: ${id}`)
        standards.set(cid, own)
      }
    }
  }
  return standards
}

/** The same for the same control and resource, whenever and wherever it is written; 80 characters at most. */
export const findingUid = ({ cid, resourceId }: Finding): string =>
  `plumbline-${cid}-${createHash('sha256').update(resourceId).digest('hex').slice(0, 32)}`

/** The facts that were compared, in words: `Versioning Status: - (expected: Enabled)`. */
export const evidenceText = ({ evidence }: Pick<Finding, 'evidence'>): string =>
  evidence.map(({ setting, actual, expected }) => `${setting}: ${actual} (expected: ${expected})`).join('; ')

const sentences: Readonly<Record<Outcome, string>> = {
  PASS: 'is as it should be',
  FAIL: 'is not as it should be',
  UNKNOWN: 'could not be judged, for something could not be read',
  EXCEPTED: 'is not as it should be, and an exception holds',
}

/** The answer as a sentence for a person, with its facts. */
export function findingText(finding: Finding): string {
  const { resource, outcome } = finding
  return `${resource.name || resource.id} ${sentences[outcome]}. ${evidenceText(finding)}`.trim()
}

/** The steps of a control's fix, filled in for a resource, one a line. */
export function fixText(control: Control | undefined, resource: ResourceRef): string | undefined {
  const { id, name, region, account } = resource
  const resourceGroup = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\//i.exec(id)?.[1]
  const values: Readonly<Record<string, string | undefined>> = {
    ...{ id, name, region, account, resourceGroup },
    shortId: shortId(resource),
  }
  const fill = (step: string) => step.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
  return control?.remediation.steps.map(fill).join('\n')
}

/** At most so many UTF-16 units, with an ellipsis where something was left out. */
export const shorten = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
