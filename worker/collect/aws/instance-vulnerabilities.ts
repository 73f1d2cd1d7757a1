import type { FilterCriteria, Finding } from '@aws-sdk/client-inspector2'
import { z } from 'zod'
import type { Reader } from '../../reader.ts'
import type { CollectContext } from '../../resource-type.ts'
import { type Tally, tallyOf, vulnerabilities } from './finding-tally.ts'
import { isScanningInstances } from './inspector-status.ts'

export const vulnerabilityFields = {
  /** Who looks for weaknesses of this instance: `Amazon Inspector`; `none` where no source is connected. */
  vulnerabilitySource: z.string().optional(),
  /** What is open today; absent where no source looks. */
  vulnerabilities: vulnerabilities.optional(),
}

export const vulnerabilityPermissions = [
  'inspector2:BatchGetAccountStatus',
  'inspector2:ListCoverage',
  'inspector2:ListFindings',
]

/** What Inspector says of an instance; `none` where it does not scan it. */
export type Weaknesses = z.infer<typeof vulnerabilities> | 'none'

/** What Inspector says of each instance of a region; `undefined` where it could not be asked. */
export type WeaknessesOf = (instanceId: string) => Weaknesses | undefined

type Context = Pick<CollectContext<'aws'>, 'clients' | 'account'>

/**
 * Asks Inspector about all instances of a region, or about a single one. Of the findings only counts and the ten worst of
 * each instance are held. An instance that is not scanned, and of which nothing is known, has no source: that nothing was
 * found there means nothing.
 */
export async function readWeaknesses(context: Context, ask: Reader, instanceId?: string): Promise<WeaknessesOf> {
  const known = await ask(Object.keys(vulnerabilityFields), async () => {
    if (!(await isScanningInstances(context))) return new Map<string, Tally>()
    const byInstance = new Map<string, Tally>()
    for await (const id of scannedInstances(context, instanceId)) byInstance.set(id, tallyOf())
    for await (const finding of activeFindings(context, instanceId))
      for (const id of instancesOf(finding)) {
        const tally = byInstance.get(id) ?? tallyOf()
        tally.add(finding)
        byInstance.set(id, tally)
      }
    return byInstance
  })
  return (id) => known && (known.get(id)?.total() ?? 'none')
}

/** The fields of an instance; none where Inspector could not be asked. */
export function toVulnerabilities(weaknesses: Weaknesses | undefined) {
  if (weaknesses === undefined) return {}
  if (weaknesses === 'none') return { vulnerabilitySource: 'none' }
  return { vulnerabilitySource: 'Amazon Inspector', vulnerabilities: weaknesses }
}

const equals = <Value extends string>(value: Value) => [{ comparison: 'EQUALS', value } as const]

/** https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListCoverage.html */
async function* scannedInstances({ clients, account }: Context, instanceId?: string): AsyncIterable<string> {
  const { paginateListCoverage } = await import('@aws-sdk/client-inspector2')
  const filterCriteria = {
    ...{ accountId: equals(account), resourceType: equals('AWS_EC2_INSTANCE'), scanStatusCode: equals('ACTIVE') },
    ...(instanceId && { resourceId: equals(instanceId) }),
  }
  const pages = paginateListCoverage({ client: await clients.inspector2(), pageSize: 200 }, { filterCriteria })
  for await (const { coveredResources = [] } of pages)
    for (const { resourceId = '' } of coveredResources) yield bare(resourceId)
}

/**
 * Delegated administrators see the findings of other accounts as well: only this one's are asked for.
 * https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html
 */
async function* activeFindings({ clients, account }: Context, instanceId?: string): AsyncIterable<Finding> {
  const { paginateListFindings } = await import('@aws-sdk/client-inspector2')
  const filterCriteria: FilterCriteria = {
    ...{ awsAccountId: equals(account), findingStatus: equals('ACTIVE'), resourceType: equals('AWS_EC2_INSTANCE') },
    ...(instanceId && { resourceId: equals(instanceId) }),
  }
  const pages = paginateListFindings({ client: await clients.inspector2(), pageSize: 100 }, { filterCriteria })
  for await (const { findings = [] } of pages) yield* findings
}

const instancesOf = ({ resources = [] }: Finding) =>
  resources.flatMap(({ type, id }) => (type === 'AWS_EC2_INSTANCE' && id ? bare(id) : []))

/** An instance's id, should it be given as an ARN. */
const bare = (id: string) => id.slice(id.lastIndexOf('/') + 1)
