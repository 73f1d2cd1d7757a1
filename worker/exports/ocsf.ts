import type { Criticality, Outcome } from '../../shared/evaluation.ts'
import type { Cloud } from '../../shared/resource.ts'
import type { Bytes, Rows } from './column.ts'
import { type Finding, type FindingContext, findingText, findingUid, fixText } from './finding.ts'
import { writeJsonArray } from './json.ts'

/*
 * Compliance Finding of the Open Cybersecurity Schema Framework: https://schema.ocsf.io/1.5.0/classes/compliance_finding.
 * Times are milliseconds since 1970.
 */

const version = '1.5.0'
const classUid = 2003
const severities: Readonly<Record<Criticality, number>> = { HIGH: 4, MEDIUM: 3, LOW: 2 }
const severityNames: Readonly<Record<number, string>> = { 1: 'Informational', 2: 'Low', 3: 'Medium', 4: 'High' }
const providers: Readonly<Record<Cloud, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'GCP' }
/** `account.type_id`. */
const accountTypes: Readonly<Record<Cloud, readonly [id: number, name: string]>> = {
  aws: [10, 'AWS Account'],
  azure: [13, 'Azure Subscription'],
  gcp: [11, 'GCP Project'],
}
/** `compliance.status_id`. Warning: the check did not yield a result due to missing information. */
const checks: Readonly<Record<Finding['result'], readonly [id: number, name: string]>> = {
  PASS: [1, 'Pass'],
  UNKNOWN: [2, 'Warning'],
  FAIL: [3, 'Fail'],
}
/** The finding's own `status_id`. */
const states: Readonly<Record<Outcome, readonly [id: number, name: string]>> = {
  PASS: [4, 'Resolved'],
  FAIL: [1, 'New'],
  UNKNOWN: [1, 'New'],
  EXCEPTED: [3, 'Suppressed'],
}
/** `activity_id`. */
const created = 1
const closed = 3

/** One evaluation as a Compliance Finding. */
export function toOcsf(finding: Finding, { controls, standards, version: own }: FindingContext) {
  const { cid, result, outcome, resource, criticality, evidence } = finding
  const control = controls.get(cid)
  const activity = outcome === 'PASS' ? closed : created
  const severity = outcome === 'PASS' ? 1 : severities[criticality]
  const [status_id, status] = states[outcome]
  const time = Date.parse(finding.lastEvaluated)
  return {
    activity_id: activity,
    activity_name: activity === closed ? 'Close' : 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: classUid,
    class_name: 'Compliance Finding',
    type_uid: classUid * 100 + activity,
    type_name: `Compliance Finding: ${activity === closed ? 'Close' : 'Create'}`,
    severity_id: severity,
    severity: severityNames[severity],
    status_id,
    status,
    time,
    message: findingText(finding),
    ...(finding.exception ? { comment: `${finding.exception.kind}: ${finding.exception.reason}` } : {}),
    metadata: {
      version,
      profiles: ['cloud'],
      product: { name: 'Plumbline', vendor_name: 'Plumbline', version: own },
    },
    finding_info: {
      uid: findingUid(finding),
      title: finding.title,
      ...(control ? { desc: control.evaluates } : {}),
      created_time: Date.parse(finding.firstEvaluated),
      first_seen_time: Date.parse(finding.firstEvaluated),
      last_seen_time: time,
      types: ['Cloud posture'],
    },
    compliance: compliance(finding, { controls, standards }),
    evidences: evidence.map((data) => ({ data })),
    ...remediation(finding, { controls }),
    resources: [
      { uid: resource.id, name: resource.name, type: resource.type, region: resource.region, ...partition(resource) },
    ],
    cloud: cloud(resource),
    unmapped: {
      cid,
      criticality,
      outcome,
      result,
      connector: finding.connectorId,
      applies_to: finding.appliesTo,
      ...(finding.lastReopened ? { last_reopened: finding.lastReopened } : {}),
      ...(finding.lastFixed ? { last_fixed: finding.lastFixed } : {}),
    },
  }
}

function compliance({ cid, result, title }: Finding, { controls, standards }: Omit<FindingContext, 'version'>) {
  const [status_id, status] = checks[result]
  const { titles, requirements } = standards.get(cid) ?? { titles: [], requirements: [] }
  const evaluates = controls.get(cid)?.evaluates
  return {
    control: `CID-${cid}`,
    desc: evaluates ?? title,
    standards: titles,
    requirements,
    status_id,
    status,
  }
}

function remediation({ cid, resource }: Finding, { controls }: Pick<FindingContext, 'controls'>) {
  const control = controls.get(cid)
  const desc = fixText(control, resource)
  return control && desc ? { remediation: { desc, references: control.references } } : {}
}

function cloud({ cloud: key, account, region }: Finding['resource']) {
  const [type_id, type] = accountTypes[key]
  return { provider: providers[key], account: { uid: account, type_id, type }, region }
}

const partition = ({ id }: Finding['resource']) => {
  const [, name] = /^arn:(aws[\w-]*):/.exec(id) ?? []
  return name ? { cloud_partition: name } : {}
}

/** Evaluations as a JSON array of Compliance Findings. The format has no place for a note. */
export const writeOcsf = (rows: Rows<Finding>, context: FindingContext): Bytes =>
  writeJsonArray(rows, { head: '[', item: (finding) => toOcsf(finding, context), tail: () => ']' })
