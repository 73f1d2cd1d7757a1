import { demoGcpEstate } from './gcp-demo-estate.ts'
import { type GcpEstate, gcpParts } from './gcp-estate.ts'

/** Texts that try to be more than text: markup, formulas, letters that turn or hide others, and far too many of them. */
export const hostileGcpTexts: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "');alert(1);('",
  '=1+cmd|calc!A0',
  '+SUM(1,1)',
  '@SUM(1,1)',
  '\u202Egnp.exe\u202C',
  'zero\u200Bwidth\uFEFF',
  '{{constructor.constructor("alert(1)")()}}',
  `long${'x'.repeat(9_996)}`,
]

/** The demo estate with those as names, labels and descriptions; Google would refuse most of them, a worker must not rely on it. */
export function hostileGcpEstate(): GcpEstate {
  const estate = demoGcpEstate()
  const { firewall, instance, bucket } = gcpParts(estate)
  estate.project.displayName = '<script>alert(1)</script>'
  for (const text of hostileGcpTexts) {
    // An id of 10,000 characters is refused as such; as a label or description it has to be carried.
    const name = text.slice(0, 1_500)
    const labels = { [text.slice(0, 63)]: text, 'javascript:alert(1)': '<script>alert(1)</script>' }
    estate.firewalls.push(
      firewall(name, {
        description: text,
        sourceRanges: ['0.0.0.0/0'],
        allowed: [{ IPProtocol: 'tcp', ports: ['22'] }],
      }),
    )
    estate.instances.push(instance(name, { labels, tags: { items: [text] }, canIpForward: true }))
    estate.buckets.push(bucket(name, { labels, policy: [{ role: text, members: ['allUsers'] }] }))
  }
  return estate
}
