import { expect, test } from 'vitest'
import { z } from 'zod'
import { shorten } from '../../../worker/exports/finding.ts'
import { type FindingFormat, writeFindings } from '../../../worker/exports/index.ts'
import { context, finding, findings, readAll, stream } from './samples.ts'

const write = async (format: FindingFormat, rows = findings, note?: () => string) =>
  JSON.parse((await readAll(writeFindings(format, stream(rows), context, note ? { note } : {}))).toString())

/** https://schema.ocsf.io/1.5.0/classes/compliance_finding: what is required, and what we say besides. */
const ocsf = z.strictObject({
  activity_id: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  activity_name: z.string(),
  category_uid: z.literal(2),
  category_name: z.literal('Findings'),
  class_uid: z.literal(2003),
  class_name: z.literal('Compliance Finding'),
  type_uid: z.int(),
  type_name: z.string(),
  severity_id: z.union([z.literal([0, 1, 2, 3, 4, 5, 6, 99])]),
  severity: z.string().optional(),
  status_id: z.union([z.literal([0, 1, 2, 3, 4, 5, 6, 99])]),
  status: z.string(),
  time: z.int().min(1e12),
  message: z.string(),
  comment: z.string().optional(),
  metadata: z.strictObject({
    version: z.literal('1.5.0'),
    profiles: z.array(z.literal('cloud')),
    product: z.strictObject({ name: z.string(), vendor_name: z.string(), version: z.string() }),
  }),
  finding_info: z.strictObject({
    uid: z.string().min(1),
    title: z.string(),
    desc: z.string().optional(),
    created_time: z.int(),
    first_seen_time: z.int(),
    last_seen_time: z.int(),
    types: z.array(z.string()),
  }),
  compliance: z.strictObject({
    control: z.string(),
    desc: z.string(),
    standards: z.array(z.string()),
    requirements: z.array(z.string()),
    status_id: z.literal([0, 1, 2, 3, 99]),
    status: z.enum(['Pass', 'Warning', 'Fail']),
  }),
  evidences: z.array(z.strictObject({ data: z.record(z.string(), z.string()) })),
  remediation: z.strictObject({ desc: z.string(), references: z.array(z.url()) }).optional(),
  resources: z.array(
    z.strictObject({
      uid: z.string(),
      name: z.string(),
      type: z.string(),
      region: z.string(),
      cloud_partition: z.string().optional(),
    }),
  ),
  cloud: z.strictObject({
    provider: z.string(),
    account: z.strictObject({ uid: z.string(), type_id: z.literal([10, 11, 13]), type: z.string() }),
    region: z.string(),
  }),
  unmapped: z.record(z.string(), z.unknown()),
})

test('OCSF: each evaluation is a Compliance Finding of version 1.5', async () => {
  const events = z.array(ocsf).parse(await write('ocsf'))
  expect(events.map(({ compliance }) => compliance.status)).toEqual(['Fail', 'Pass', 'Warning', 'Fail', 'Warning'])
  expect(events.map(({ status }) => status)).toEqual(['New', 'Resolved', 'New', 'Suppressed', 'Suppressed'])
  expect(events.map(({ severity_id }) => severity_id)).toEqual([3, 1, 3, 3, 3])
  for (const { type_uid, class_uid, activity_id } of events) expect(type_uid).toBe(class_uid * 100 + activity_id)
  expect(events[0]).toMatchObject({
    time: Date.parse('2026-07-01T12:30:00.000Z'),
    compliance: { standards: ['CIS AWS Foundations 1.5.0'], requirements: ['CIS AWS Foundations 1.5.0: 2.1.3'] },
    remediation: { desc: 'Open the bucket photos.\nChoose Enable.' },
    resources: [{ uid: 'arn:aws:s3:::photos', cloud_partition: 'aws' }],
    cloud: { provider: 'AWS', account: { uid: '111122223333' } },
  })
})

const time = z.iso.datetime()
const text = (most: number) => z.string().min(1).max(most)

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html, with its limits. */
const asff = z.strictObject({
  SchemaVersion: z.literal('2018-10-08'),
  Id: text(512),
  ProductArn: z.string().regex(/^arn:aws[\w-]*:securityhub:[a-z0-9-]+:(\d{12}):product\/\1\/default$/),
  ProductName: text(128),
  CompanyName: text(128),
  GeneratorId: text(512),
  AwsAccountId: z.string().regex(/^\d{12}$/),
  Region: text(16),
  Types: z.array(z.string().regex(/^[^/]+\/[^/]+(\/[^/]+)?$/)).max(50),
  FirstObservedAt: time,
  LastObservedAt: time,
  CreatedAt: time,
  UpdatedAt: time,
  Severity: z.strictObject({
    Label: z.enum(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
    Original: text(64),
  }),
  Title: text(256),
  Description: text(1024),
  Remediation: z.strictObject({ Recommendation: z.strictObject({ Text: text(512), Url: z.url().optional() }) }),
  ProductFields: z.record(text(128), z.string().max(2048)).refine((fields) => Object.keys(fields).length <= 50),
  Resources: z
    .array(z.strictObject({ Type: z.string(), Id: text(512), Partition: z.string(), Region: text(16) }))
    .min(1)
    .max(32),
  Compliance: z.strictObject({
    Status: z.enum(['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE']),
    SecurityControlId: z.string(),
    RelatedRequirements: z.array(text(64)).max(32).optional(),
  }),
  Workflow: z.strictObject({ Status: z.enum(['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED']) }),
  RecordState: z.enum(['ACTIVE', 'ARCHIVED']),
  Note: z.strictObject({ Text: text(512), UpdatedBy: text(512), UpdatedAt: time }).optional(),
})
const batch = z.strictObject({ Findings: z.array(asff) })

test('ASFF: evaluations are the body of BatchImportFindings, and an exception suppresses one', async () => {
  const { Findings } = batch.parse(await write('asff'))
  expect(Findings.map((one) => [one.Compliance.Status, one.Workflow.Status, one.Severity.Label])).toEqual([
    ['FAILED', 'NEW', 'MEDIUM'],
    ['PASSED', 'RESOLVED', 'INFORMATIONAL'],
    ['WARNING', 'NEW', 'MEDIUM'],
    ['FAILED', 'SUPPRESSED', 'MEDIUM'],
    ['WARNING', 'SUPPRESSED', 'MEDIUM'],
  ])
  expect(Findings[0]).toMatchObject({ Region: 'eu-west-1', Resources: [{ Type: 'AwsS3Bucket' }] })
  expect(Findings[3]?.Note?.Text).toBe('accepted risk: Kept elsewhere.')
})

test('ASFF: texts of any length fit, and what has no region is told at the partition’s home', async () => {
  const long = 'x'.repeat(5000)
  const evidence = Array.from({ length: 80 }, (_, index) => ({
    setting: `${index}${long}`,
    actual: long,
    expected: '',
  }))
  const id = `arn:aws-us-gov:iam::111122223333:role/${long}`
  const resource = { ...finding().resource, id, region: 'global', type: 'aws.unheard.of', name: long }
  const { Findings } = batch.parse(await write('asff', [finding({ title: long, resourceId: id, resource, evidence })]))
  expect(Findings[0]).toMatchObject({
    Region: 'us-gov-west-1',
    Resources: [{ Type: 'Other', Partition: 'aws-us-gov' }],
    ProductArn: 'arn:aws-us-gov:securityhub:us-gov-west-1:111122223333:product/111122223333/default',
  })
  expect(shorten(`${'a'.repeat(8)}😀b`, 10)).toBe('aaaaaaaa…')
})

/** The parts of https://docs.oasis-open.org/sarif/sarif/v2.1.0/ that we write. */
const message = z.strictObject({ text: z.string().min(1) })
const level = z.enum(['none', 'note', 'warning', 'error'])
const rule = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  shortDescription: message,
  fullDescription: message.optional(),
  help: message.optional(),
  helpUri: z.url().optional(),
  defaultConfiguration: z.strictObject({ level }).optional(),
  properties: z.looseObject({ tags: z.array(z.string()) }).optional(),
})
const result = z
  .strictObject({
    ruleId: z.string(),
    ruleIndex: z.int().min(0),
    kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']),
    level,
    message,
    locations: z.array(
      z.strictObject({
        logicalLocations: z.array(
          z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.string() }),
        ),
        properties: z.record(z.string(), z.string()),
      }),
    ),
    partialFingerprints: z.record(z.string(), z.string()),
    suppressions: z.array(
      z.strictObject({
        kind: z.enum(['inSource', 'external']),
        status: z.enum(['accepted', 'underReview', 'rejected']),
        justification: z.string().optional(),
      }),
    ),
    provenance: z.strictObject({ firstDetectionTimeUtc: time, lastDetectionTimeUtc: time }),
    properties: z.looseObject({}),
  })
  .refine(({ kind, level: own }) => kind === 'fail' || own === 'none', 'only a failing result has a level')
const log = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string(),
          semanticVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
          rules: z.array(rule),
        }),
      }),
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.strictObject({ level, message })),
        }),
      ]),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      results: z.array(result),
    }),
  ]),
})

test('SARIF: results name their rules; what could not be read is open, and an exception a suppression', async () => {
  const other = finding({ cid: 7, title: 'Unknown to us', criticality: 'HIGH' })
  const { runs } = log.parse(await write('sarif', [...findings, other], () => 'Cut at 6 records.'))
  const [{ results, tool, invocations }] = runs
  expect(results.map(({ kind, level: own, suppressions }) => [kind, own, suppressions.length])).toEqual([
    ['fail', 'warning', 0],
    ['pass', 'none', 0],
    ['open', 'none', 0],
    ['fail', 'warning', 1],
    ['open', 'none', 1],
    ['fail', 'error', 0],
  ])
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  expect(tool.driver.rules).toHaveLength(2)
  expect(tool.driver.rules[0]?.help?.text).toContain('1. Open the bucket')
  expect(results[3]?.suppressions[0]?.justification).toContain('Kept elsewhere.')
  expect(invocations[0].toolExecutionNotifications[0]?.message.text).toBe('Cut at 6 records.')
})

test('the name of a finding stays the same while its answer changes, and is its own', async () => {
  const others = [finding({ cid: 49 }), finding({ resourceId: 'arn:aws:s3:::films' })]
  const events = z.array(ocsf).parse(await write('ocsf', [...findings, ...others]))
  const uids = events.map(({ finding_info }) => finding_info.uid)
  expect(new Set(uids.slice(0, findings.length)).size).toBe(1)
  expect(new Set(uids).size).toBe(3)
})

test('no findings at all are a whole file', async () => {
  expect(await write('ocsf', [])).toEqual([])
  expect(await write('asff', [])).toEqual({ Findings: [] })
  expect(log.parse(await write('sarif', [])).runs[0].results).toEqual([])
})
