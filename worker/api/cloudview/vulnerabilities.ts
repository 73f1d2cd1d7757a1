import { z } from '@hono/zod-openapi'
import type { NumberedResource } from '../../store/numbered-lists/resources.ts'

const count = z.int().default(0)
const tally = z.object({
  ...{ confirmed: count, potential: count, critical: count, high: count, medium: count, low: count },
  worst: z.array(z.record(z.string(), z.unknown())).default([]),
})

/** Counts of an instance's open weaknesses, severity 5 being the worst; `null` where nobody looks for any. */
export function vulnerabilityStats(vulnerabilities: unknown) {
  const { data } = tally.safeParse(vulnerabilities)
  if (!data) return null
  const { confirmed, potential, critical, high, medium, low } = data
  return {
    severity: { 1: 0, 2: low, 3: medium, 4: high, 5: critical },
    typeDetected: { Confirmed: confirmed, Potential: potential, Informational: 0 },
    totalVulnerability: confirmed + potential,
  }
}

/** What the detail of an instance has besides; nothing for other types. */
export function vulnerabilitiesOf({ type, config }: NumberedResource) {
  if (type !== 'aws.ec2.instance') return {}
  return { vulnerabilities: tally.safeParse(config.vulnerabilities).data?.worst ?? [], secrets: [] }
}
