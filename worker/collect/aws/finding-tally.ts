import type { Finding } from '@aws-sdk/client-inspector2'
import { z } from 'zod'

const weakness = z.object({
  /** CVE or advisory; Inspector's own id of a port that can be reached. */
  id: z.string(),
  title: z.string(),
  /** `CRITICAL`, `HIGH`, `MEDIUM`, `LOW`, `INFORMATIONAL`, `UNTRIAGED`. */
  severity: z.string(),
  kind: z.string(),
  /** Name and version. */
  package: z.string().optional(),
  /** Version that is free of it; absent where there is none yet. */
  fixedIn: z.string().optional(),
})

export const vulnerabilities = z.object({
  source: z.string(),
  /** Packages that are installed in a version with a known weakness. */
  confirmed: z.int(),
  /** Ways in that the network leaves open, whether something answers there or not. */
  potential: z.int(),
  /** By severity; what was not rated, or is for information only, counts above alone. */
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  /** The ten worst. */
  worst: z.array(weakness),
})

type Weakness = z.infer<typeof weakness>
type Rated = { readonly weakness: Weakness; readonly score: number }

/** The findings of one instance, folded as they come. */
export type Tally = {
  readonly add: (finding: Finding) => void
  readonly total: () => z.infer<typeof vulnerabilities>
}

const kept = 10
const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNTRIAGED']

export function tallyOf(): Tally {
  const counts = { confirmed: 0, potential: 0, critical: 0, high: 0, medium: 0, low: 0 }
  let worst: readonly Rated[] = []

  function add(finding: Finding): void {
    const found = toWeakness(finding)
    counts[found.kind === 'potential' ? 'potential' : 'confirmed'] += 1
    const severity = found.severity.toLowerCase()
    if (isCounted(severity)) counts[severity] += 1
    worst = [...worst, { weakness: found, score: finding.inspectorScore ?? 0 }].sort(byWorth).slice(0, kept)
  }

  const total = () => ({ source: 'Amazon Inspector', ...counts, worst: worst.map((one) => one.weakness) })
  return { add, total }
}

const isCounted = (severity: string): severity is 'critical' | 'high' | 'medium' | 'low' =>
  ['critical', 'high', 'medium', 'low'].includes(severity)

/** What Inspector has rated worst first; the same whichever order findings come in. */
const byWorth = (one: Rated, other: Rated) =>
  rank(one) - rank(other) || other.score - one.score || (one.weakness.id < other.weakness.id ? -1 : 1)

/** A severity that is new to us counts as one that nobody has rated. */
function rank({ weakness: { severity } }: Rated): number {
  const at = severities.indexOf(severity)
  return at < 0 ? severities.length : at
}

/** https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html */
function toWeakness(finding: Finding): Weakness {
  const { findingArn = '', title = '', severity = 'UNTRIAGED', type, packageVulnerabilityDetails: details } = finding
  const [vulnerable] = details?.vulnerablePackages ?? []
  const fixedIn = vulnerable?.fixedInVersion
  return {
    id: (details?.vulnerabilityId ?? findingArn.slice(findingArn.lastIndexOf('/') + 1)).slice(0, 128),
    title: title.slice(0, 200),
    severity,
    kind: type === 'NETWORK_REACHABILITY' ? 'potential' : 'confirmed',
    ...(vulnerable && { package: `${vulnerable.name ?? ''} ${vulnerable.version ?? ''}`.trim().slice(0, 200) }),
    ...(fixedIn && fixedIn !== 'NotAvailable' && { fixedIn: fixedIn.slice(0, 100) }),
  }
}
