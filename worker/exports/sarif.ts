import type { Bytes, Rows } from './column.ts'
import { type Finding, type FindingContext, findingText, findingUid } from './finding.ts'
import { writeJsonArray } from './json.ts'
import { sarifLevels, toRule } from './sarif-rule.ts'

/*
 * SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 * The results come first in the file, for the rules are those that they name.
 */

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** §3.27.9. `open`: there was not enough information to decide whether there is a problem. */
const kinds = { PASS: 'pass', FAIL: 'fail', UNKNOWN: 'open' } as const

/** One evaluation as a result. Only a failing one has a level (§3.27.10). */
export function toResult(finding: Finding, ruleIndex: number) {
  const { cid, result, outcome, resource, criticality, connectorId } = finding
  return {
    ruleId: `CID-${cid}`,
    ruleIndex,
    kind: kinds[result],
    level: result === 'FAIL' ? sarifLevels[criticality] : ('none' as const),
    message: { text: findingText(finding) },
    locations: [
      {
        logicalLocations: [{ name: resource.name, fullyQualifiedName: resource.id, kind: 'resource' }],
        properties: {
          cloud: resource.cloud,
          account: resource.account,
          region: resource.region,
          type: resource.type,
        },
      },
    ],
    partialFingerprints: { 'plumbline/v1': findingUid(finding) },
    // §3.27.23: all results of a run have suppressions, or none has; an empty array says that this one is not suppressed.
    suppressions: outcome === 'EXCEPTED' ? [suppression(finding)] : [],
    provenance: { firstDetectionTimeUtc: finding.firstEvaluated, lastDetectionTimeUtc: finding.lastEvaluated },
    properties: { criticality, connector: connectorId, evidence: finding.evidence },
  }
}

const suppression = ({ exception }: Finding) => ({
  kind: 'external' as const,
  status: 'accepted' as const,
  ...(exception ? { justification: `${exception.kind}: ${exception.reason} (${exception.owner})` } : {}),
})

/** Evaluations as a SARIF log with one run. The note stands among the notifications of its invocation. */
export function writeSarif(
  rows: Rows<Finding>,
  context: FindingContext,
  { note }: { readonly note?: (() => string | undefined) | undefined } = {},
): Bytes {
  /** Controls that results name, in the order of their first result, and the title that stands for an unknown one. */
  const named = new Map<number, { readonly index: number; readonly title: string }>()
  const item = (finding: Finding) => {
    const { cid, title } = finding
    const rule = named.get(cid) ?? { index: named.size, title }
    named.set(cid, rule)
    return toResult(finding, rule.index)
  }
  const tail = () => {
    const rules = [...named].map(([cid, { title }]) => toRule(cid, title, context))
    const { version } = context
    const driver = { name: 'Plumbline', version, semanticVersion: version, rules }
    const text = note?.()
    const notifications = text ? [{ level: 'warning', message: { text } }] : []
    const invocations = [{ executionSuccessful: true, toolExecutionNotifications: notifications }]
    const rest = JSON.stringify({ tool: { driver }, invocations, columnKind: 'utf16CodeUnits' })
    return `],${rest.slice(1)}]}`
  }
  return writeJsonArray(rows, { head: `{"$schema":"${schema}","version":"2.1.0","runs":[{"results":[`, item, tail })
}
