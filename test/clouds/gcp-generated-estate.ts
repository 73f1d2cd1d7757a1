import { emptyGcpEstate, fineGrained, type GcpEstate, gcpParts } from './gcp-estate.ts'

/** An estate of a given size, the same for the same seed; about one finding for three resources. */
export function generateGcpEstate({
  resources,
  seed,
}: {
  readonly resources: number
  readonly seed: number
}): GcpEstate {
  const estate = emptyGcpEstate('plumbline-bench', '500600700800')
  const { network, firewall, instance, bucket } = gcpParts(estate)
  const random = createRandom(seed)
  const chance = (share: number) => random() < share
  estate.networks.push(network('production'))
  // One is the project, one the network.
  for (let index = 0; index < resources - 2; index++) {
    const kind = random()
    const name = `item-${index}`
    if (kind < 0.5) {
      const at = estate.zones[Math.floor(random() * estate.zones.length)]
      const addresses = chance(0.2) ? [{ type: 'ONE_TO_ONE_NAT', natIP: '34.1.2.3' }] : []
      const networkInterfaces = [{ network: estate.networks[0]?.selfLink, accessConfigs: addresses }]
      estate.instances.push(instance(name, { at, networkInterfaces, canIpForward: chance(0.1) }))
    } else if (kind < 0.85) {
      const sourceRanges = chance(0.3) ? ['0.0.0.0/0'] : ['10.0.0.0/8']
      const ports = [chance(0.5) ? '22' : '443']
      estate.firewalls.push(firewall(name, { sourceRanges, allowed: [{ IPProtocol: 'tcp', ports }] }))
    } else {
      const members = [chance(0.2) ? 'allUsers' : 'projectViewer:plumbline-bench']
      const policy = [{ role: 'roles/storage.objectViewer', members }]
      estate.buckets.push(bucket(name, { policy, ...(chance(0.2) && { iamConfiguration: fineGrained }) }))
    }
  }
  return estate
}

/** mulberry32: small, fast and good enough to spread things out. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}
