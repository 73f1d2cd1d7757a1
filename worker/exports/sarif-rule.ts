import type { Criticality } from '../../shared/evaluation.ts'
import type { FindingContext } from './finding.ts'

/** §3.27.10. */
export const sarifLevels = { HIGH: 'error', MEDIUM: 'warning', LOW: 'note' } as const satisfies Readonly<
  Record<Criticality, string>
>

/** The number that code hosts sort by: over 7.0 is high, over 4.0 medium. */
const scores: Readonly<Record<Criticality, string>> = { HIGH: '8.0', MEDIUM: '5.5', LOW: '3.0' }

/** A control as a reportingDescriptor (§3.49), with the texts that help to fix it. */
export function toRule(cid: number, title: string, { controls, standards }: FindingContext) {
  const id = `CID-${cid}`
  const control = controls.get(cid)
  if (!control) return { id, shortDescription: { text: title } }
  const { evaluates, rationale, remediation, references, criticality, service, slug } = control
  const steps = remediation.steps.map((step, index) => `${index + 1}. ${step}`).join('\n')
  const [helpUri] = references
  return {
    id,
    name: slug,
    shortDescription: { text: control.title },
    fullDescription: { text: `${evaluates} ${rationale}` },
    help: { text: `${rationale}\n\n${steps}` },
    ...(helpUri ? { helpUri } : {}),
    defaultConfiguration: { level: sarifLevels[criticality] },
    properties: {
      criticality,
      service,
      'security-severity': scores[criticality],
      tags: ['security', control.cloud, ...(standards.get(cid)?.titles ?? [])],
    },
  }
}
