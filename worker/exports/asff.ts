import type { Outcome } from '../../shared/evaluation.ts'
import { asffResourceType } from './asff-resource-type.ts'
import type { Bytes, Rows } from './column.ts'
import { type Finding, type FindingContext, findingText, findingUid, fixText, shorten } from './finding.ts'
import { writeJsonArray } from './json.ts'

/*
 * Findings as AWS Security Hub takes them, with its limits of length:
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 */

/** WARNING: some information is missing. */
const compliance = { PASS: 'PASSED', FAIL: 'FAILED', UNKNOWN: 'WARNING' } as const
const workflow = { PASS: 'RESOLVED', FAIL: 'NEW', UNKNOWN: 'NEW', EXCEPTED: 'SUPPRESSED' } as const satisfies Readonly<
  Record<Outcome, string>
>
/** Where the findings of what has no region are kept. */
const homes: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
}
/** Most requirements that a finding may name. */
const requirementLimit = 32

/** One evaluation of an AWS resource as an AwsSecurityFinding. The account must be one of AWS: 12 digits. */
export function toAsff(finding: Finding, { controls, standards }: FindingContext) {
  const { cid, result, outcome, resource, criticality } = finding
  const control = controls.get(cid)
  const partition = partitionOf(resource)
  const region = regionOf(resource, partition)
  const related = standards.get(cid)?.requirements.slice(0, requirementLimit)
  return {
    SchemaVersion: '2018-10-08',
    Id: findingUid(finding),
    // The address of an account's own findings: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-custom-providers.html
    ProductArn: `arn:${partition}:securityhub:${region}:${resource.account}:product/${resource.account}/default`,
    ProductName: 'Plumbline',
    CompanyName: 'Plumbline',
    GeneratorId: `plumbline/${control?.slug ?? cid}`,
    AwsAccountId: resource.account,
    Region: region,
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    FirstObservedAt: finding.firstEvaluated,
    LastObservedAt: finding.lastEvaluated,
    CreatedAt: finding.firstEvaluated,
    UpdatedAt: finding.lastEvaluated,
    Severity: { Label: outcome === 'PASS' ? 'INFORMATIONAL' : criticality, Original: criticality },
    Title: shorten(finding.title, 256),
    Description: shorten(`${control?.evaluates ?? finding.title} ${findingText(finding)}`, 1024),
    ...remediation(finding, control),
    ProductFields: productFields(finding),
    Resources: [
      { Type: asffResourceType(resource.type), Id: shorten(resource.id, 512), Partition: partition, Region: region },
    ],
    Compliance: {
      Status: compliance[result],
      SecurityControlId: `CID-${cid}`,
      ...(related ? { RelatedRequirements: related.map((name) => shorten(name, 64)) } : {}),
    },
    Workflow: { Status: workflow[outcome] },
    RecordState: 'ACTIVE',
    ...note(finding),
  } as const
}

function partitionOf({ id, region }: Finding['resource']): string {
  const [, partition] = /^arn:(aws[\w-]*):/.exec(id) ?? []
  if (partition) return partition
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** The region without the letter of a zone. */
function regionOf({ region }: Finding['resource'], partition: string): string {
  const [found] = /^[a-z]{2,}(-[a-z]+)+-\d+/.exec(region) ?? []
  return found ?? homes[partition] ?? 'us-east-1'
}

function remediation({ resource }: Finding, control: Parameters<typeof fixText>[0]) {
  const text = fixText(control, resource)
  if (!text) return {}
  const url = control?.references[0]
  return { Remediation: { Recommendation: { Text: shorten(text, 512), ...(url ? { Url: url } : {}) } } }
}

/** Why it is suppressed. */
function note({ exception, lastEvaluated }: Finding) {
  if (!exception) return {}
  const { kind, reason, owner } = exception
  return {
    Note: { Text: shorten(`${kind}: ${reason}`, 512), UpdatedBy: shorten(owner, 512), UpdatedAt: lastEvaluated },
  }
}

/** At most 50, each with a name of 128 characters and a value of 2,048. */
function productFields({ cid, outcome, connectorId, evidence }: Finding): Readonly<Record<string, string>> {
  const facts = evidence
    .slice(0, 40)
    .map(({ setting, actual, expected }) => [setting, `${actual} (expected: ${expected})`])
  const own = [
    ['plumbline/cid', `${cid}`],
    ['plumbline/outcome', outcome],
    ['plumbline/connector', connectorId],
  ]
  const named = facts.map(([setting = '', value = '']) => [`plumbline/evidence/${setting}`, value])
  return Object.fromEntries(
    [...own, ...named].map(([name = '', value = '']) => [shorten(name, 128), shorten(value, 2048)]),
  )
}

/** Evaluations as the body of BatchImportFindings, which takes 100 at once. Its place for a note is beside them. */
export const writeAsff = (rows: Rows<Finding>, context: FindingContext): Bytes =>
  writeJsonArray(rows, { head: '{"Findings":[', item: (finding) => toAsff(finding, context), tail: () => ']}' })
