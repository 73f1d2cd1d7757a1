import { emptyGcpEstate, fineGrained, type GcpEstate, gcpParts } from './gcp-estate.ts'

const anywhere = ['0.0.0.0/0']
const ssh = [{ IPProtocol: 'tcp', ports: ['22'] }]
const nat = { type: 'ONE_TO_ONE_NAT', name: 'External NAT', networkTier: 'PREMIUM' }
const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform'

/** A small web shop on Google Cloud, with something in and something out of plumb for every control. */
export function demoGcpEstate(): GcpEstate {
  const estate = emptyGcpEstate()
  estate.project.labels = { team: 'web-shop' }
  estate.project.metadata = { 'enable-oslogin': 'TRUE' }
  addNetworks(estate)
  addFirewalls(estate)
  addInstances(estate)
  addBuckets(estate)
  return estate
}

function addNetworks(estate: GcpEstate) {
  const { network } = gcpParts(estate)
  const { autoCreateSubnetworks, subnetworks, ...bare } = network('attic')
  estate.networks.push(
    network('default', { autoCreateSubnetworks: true, description: 'Default network for the project' }),
    network('production'),
    { ...bare, IPv4Range: '10.240.0.0/16', gatewayIPv4: '10.240.0.1' },
  )
}

function addFirewalls(estate: GcpEstate) {
  const { firewall, here } = gcpParts(estate)
  const standard = { network: `${here}/global/networks/default`, priority: 65_534 }
  estate.firewalls.push(
    firewall('default-allow-ssh', { ...standard, sourceRanges: anywhere, allowed: ssh }),
    firewall('default-allow-rdp', {
      ...standard,
      sourceRanges: anywhere,
      allowed: [{ IPProtocol: 'tcp', ports: ['3389'] }],
    }),
    firewall('default-allow-icmp', { ...standard, sourceRanges: anywhere, allowed: [{ IPProtocol: 'icmp' }] }),
    firewall('default-allow-internal', {
      ...standard,
      sourceRanges: ['10.128.0.0/9'],
      allowed: [
        { IPProtocol: 'tcp', ports: ['0-65535'] },
        { IPProtocol: 'udp', ports: ['0-65535'] },
      ],
    }),
    firewall('ssh-through-iap', { sourceRanges: ['35.235.240.0/20'], allowed: ssh }),
    firewall('shop-web', { sourceRanges: anywhere, allowed: [{ IPProtocol: 'tcp', ports: ['80', '443'] }] }),
    firewall('ssh-from-ipv6', { sourceRanges: ['::/0'], allowed: [{ IPProtocol: '6', ports: ['20-25'] }] }),
    firewall('admin-in-halves', {
      sourceRanges: ['0.0.0.0/1', '128.0.0.0/1'],
      allowed: [{ IPProtocol: 'tcp', ports: ['443', '3380-3400', '22'] }],
    }),
    firewall('migration-everything', { sourceRanges: anywhere, allowed: [{ IPProtocol: 'all' }] }),
    firewall('ssh-switched-off', { sourceRanges: anywhere, allowed: ssh, disabled: true }),
    firewall('ssh-between-tags', { sourceTags: ['bastion'], targetTags: ['app'], allowed: ssh }),
    firewall('deny-ssh', { sourceRanges: anywhere, denied: ssh, priority: 900 }),
  )
}

function addInstances(estate: GcpEstate) {
  const { instance, here } = gcpParts(estate)
  const standard = `${estate.project.number}-compute@developer.gserviceaccount.com`
  const nic = { name: 'nic0', network: `${here}/global/networks/production`, networkIP: '10.10.0.9' }
  estate.instances.push(
    instance('shop-web-1', { keys: { 'block-project-ssh-keys': 'TRUE' }, labels: { team: 'web-shop', tier: 'web' } }),
    instance('shop-web-2', {
      keys: { 'serial-port-enable': '1' },
      networkInterfaces: [{ ...nic, accessConfigs: [{ ...nat, natIP: '34.76.10.20' }] }],
    }),
    instance('batch-1', { serviceAccounts: [{ email: standard, scopes: [cloudPlatform] }], at: 'europe-west1-c' }),
    instance('batch-2', {
      serviceAccounts: [{ email: standard, scopes: [`${cloudPlatform}.read-only`] }],
      at: 'europe-west1-c',
    }),
    instance('old-router', {
      canIpForward: true,
      shieldedInstanceConfig: {},
      confidentialInstanceConfig: {},
      keys: { 'enable-oslogin': 'FALSE' },
      at: 'us-central1-a',
    }),
    instance('stopped-test', {
      status: 'TERMINATED',
      networkInterfaces: [{ ...nic, accessConfigs: [nat] }],
      at: 'us-central1-a',
    }),
    instance('windows-till', {
      disks: [
        {
          boot: true,
          licenses: [
            'https://www.googleapis.com/compute/v1/projects/windows-cloud/global/licenses/windows-server-2022-dc',
          ],
        },
      ],
    }),
    instance('gke-shop-pool-1', {
      labels: { 'goog-gke-node': '', 'goog-k8s-cluster-name': 'shop' },
      canIpForward: true,
      serviceAccounts: [{ email: standard, scopes: [cloudPlatform] }],
      networkInterfaces: [{ ...nic, accessConfigs: [{ ...nat, natIP: '34.76.10.21' }] }],
    }),
  )
}

function addBuckets(estate: GcpEstate) {
  const { bucket } = gcpParts(estate)
  const viewer = (member: string) => [{ role: 'roles/storage.objectViewer', members: [member] }]
  estate.buckets.push(
    bucket('plumbline-demo-orders', { labels: { team: 'web-shop' } }),
    bucket('plumbline-demo-website', { policy: viewer('allUsers'), location: 'EU' }),
    bucket('plumbline-demo-partners', { policy: viewer('allAuthenticatedUsers') }),
    bucket('plumbline-demo-uploads', {
      iamConfiguration: fineGrained,
      acl: [{ entity: 'project-owners-100200300400', role: 'OWNER' }],
      defaultObjectAcl: [{ entity: 'allUsers', role: 'READER' }],
    }),
    bucket('plumbline-demo-archive', { iamConfiguration: fineGrained, location: 'US' }),
    bucket('plumbline-demo-sealed', {
      policy: viewer('allUsers'),
      iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
    }),
  )
}
