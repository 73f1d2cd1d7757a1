import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type Inspector2Estate = {
  /** Regions where instances are scanned. */
  regions: string[]
  /** Instances that are not, though others of their region are: no agent, or left out by a tag. */
  unscanned?: string[]
  findings: InspectorFinding[]
}

export type InspectorFinding = {
  id: string
  region: string
  instance: string
  /** Account that the instance belongs to; this one where absent. Delegated administrators see those of members. */
  account?: string
  /** The vulnerable package; a port that is reached from outside where absent. */
  package?: { name: string; version: string; fixedIn?: string }
  severity: string
  title: string
  score?: number
  /** `ACTIVE` where absent. */
  status?: string
}

export const inspector2Routes: readonly Route[] = [
  ['POST', '/status/batch/get', 'BatchGetAccountStatus'],
  ['POST', '/findings/list', 'ListFindings'],
  ['POST', '/coverage/list', 'ListCoverage'],
]

/** https://docs.aws.amazon.com/inspector/v2/APIReference/API_Operations.html */
export const inspector2 = answerJson({
  BatchGetAccountStatus({ region }, { id, inspector2: held }) {
    const isOn = held?.regions.includes(region) ?? false
    const of = (on: boolean) => ({ status: on ? 'ENABLED' : 'DISABLED', errorCode: null, errorMessage: null })
    return {
      accounts: [
        { accountId: id, state: of(isOn), resourceState: { ec2: of(isOn), ecr: of(false), lambda: of(false) } },
      ],
      failedAccounts: [],
    }
  },

  ListFindings({ region, parameters: { filterCriteria, nextToken: token, maxResults: size } }, account, world) {
    const here = account.inspector2?.findings.filter((finding) => finding.region === region) ?? []
    const wanted = here.filter((finding) =>
      fits(filterCriteria, {
        awsAccountId: finding.account ?? account.id,
        findingStatus: finding.status ?? 'ACTIVE',
        resourceType: 'AWS_EC2_INSTANCE',
        resourceId: finding.instance,
      }),
    )
    const { items, next } = jsonPage(wanted, { token, size, world })
    return { findings: items.map((finding) => toFinding(account, finding)), nextToken: next ?? null }
  },

  ListCoverage({ region, parameters: { filterCriteria, nextToken: token, maxResults: size } }, account, world) {
    const all = account.instances.filter((instance) => instance.region === region)
    const wanted = all.filter(({ id }) => fits(filterCriteria, coverageOf(account, id)))
    const { items, next } = jsonPage(wanted, { token, size, world })
    return {
      coveredResources: items.map(({ id }) => ({
        ...{ accountId: account.id, resourceId: id, resourceType: 'AWS_EC2_INSTANCE', scanType: 'PACKAGE' },
        scanStatus: { statusCode: coverageOf(account, id).scanStatusCode, reason: 'SUCCESSFUL' },
      })),
      nextToken: next ?? null,
    }
  },
})

const coverageOf = ({ id: accountId, inspector2: held }: AwsAccount, instance: string) => ({
  ...{ accountId, resourceId: instance, resourceType: 'AWS_EC2_INSTANCE' },
  scanStatusCode: held?.unscanned?.includes(instance) ? 'INACTIVE' : 'ACTIVE',
})

/** Values of one criterion are alternatives, criteria are not. */
function fits(criteria: unknown, values: Readonly<Record<string, string>>): boolean {
  return Object.entries((criteria ?? {}) as Record<string, { comparison: string; value: string }[]>).every(
    ([name, filters]) => filters.some(({ comparison, value }) => comparison === 'EQUALS' && values[name] === value),
  )
}

function toFinding({ id, partition = 'aws' }: AwsAccount, finding: InspectorFinding) {
  const { region, instance, severity, title, score, package: vulnerable } = finding
  const owner = finding.account ?? id
  const time = 1_760_000_000
  return {
    ...{ findingArn: `arn:${partition}:inspector2:${region}:${owner}:finding/${finding.id}`, awsAccountId: owner },
    ...{ title, description: title, severity, status: finding.status ?? 'ACTIVE', inspectorScore: score },
    ...{ firstObservedAt: time, lastObservedAt: time, remediation: { recommendation: { text: 'None Provided' } } },
    resources: [{ id: instance, type: 'AWS_EC2_INSTANCE', region, partition }],
    ...(vulnerable
      ? {
          type: 'PACKAGE_VULNERABILITY',
          fixAvailable: vulnerable.fixedIn ? 'YES' : 'NO',
          packageVulnerabilityDetails: {
            ...{ vulnerabilityId: finding.id, source: 'NVD' },
            vulnerablePackages: [
              {
                name: vulnerable.name,
                version: vulnerable.version,
                fixedInVersion: vulnerable.fixedIn ?? 'NotAvailable',
              },
            ],
          },
        }
      : {
          type: 'NETWORK_REACHABILITY',
          networkReachabilityDetails: {
            openPortRange: { begin: 22, end: 22 },
            protocol: 'TCP',
            networkPath: { steps: [] },
          },
        }),
  }
}
