import { expect, test } from 'vitest'
import {
  confidentialKind,
  effectiveMetadata,
  externalAddresses,
  isGkeNode,
  isWindows,
} from '../../../worker/facts/gcp-instance.ts'
import { metadataSwitch } from '../../../worker/facts/gcp-metadata.ts'
import { fullNameOf, gcpNames, lastPart, partAfter } from '../../../worker/facts/gcp-names.ts'
import { publicGrants } from '../../../worker/facts/gcp-public-grants.ts'

const metadata = (keys: Record<string, string>) => ({
  items: Object.entries(keys).map(([key, value]) => ({ key, value })),
})

test.each([
  ['TRUE', true],
  ['true', true],
  ['True ', true],
  ['1', true],
  ['Y', true],
  ['yes', true],
  ['FALSE', false],
  ['0', false],
  ['No', false],
  ['', undefined],
  ['maybe', undefined],
])('the metadata value %j is the switch %s', (value, expected) => {
  expect(metadataSwitch(metadata({ 'enable-oslogin': value }), 'enable-oslogin')).toBe(expected)
})

test('metadata keys are case-sensitive, and there may be none', () => {
  expect(metadataSwitch(metadata({ 'Enable-OsLogin': 'TRUE' }), 'enable-oslogin')).toBeUndefined()
  expect(metadataSwitch({}, 'enable-oslogin')).toBeUndefined()
  expect(metadataSwitch(undefined, 'enable-oslogin')).toBeUndefined()
})

test("an instance's own metadata goes before the project's", () => {
  const project = metadata({ 'serial-port-enable': 'TRUE', 'enable-oslogin': 'TRUE' })
  expect(effectiveMetadata({}, project)).toMatchObject({ serialPort: 'on', projectSshKeys: 'replaced by OS Login' })
  const own = metadata({ 'serial-port-enable': 'false', 'enable-oslogin': 'FALSE' })
  expect(effectiveMetadata(own, project)).toMatchObject({ serialPort: 'off', projectSshKeys: 'accepted' })
})

test("what the project's metadata would decide stays open when it could not be read", () => {
  expect(effectiveMetadata({}, undefined)).toEqual({
    blockProjectSshKeys: undefined,
    osLogin: undefined,
    serialPort: undefined,
    projectSshKeys: undefined,
  })
  expect(effectiveMetadata(metadata({ 'block-project-ssh-keys': '1' }), undefined).projectSshKeys).toBe('blocked')
})

test('a machine is Windows by its license or its guest features', () => {
  const license = 'https://www.googleapis.com/compute/v1/projects/windows-cloud/global/licenses/windows-server-2022-dc'
  expect(isWindows([{ licenses: [license] }])).toBe(true)
  expect(isWindows([{ guestOsFeatures: [{ type: 'WINDOWS' }] }])).toBe(true)
  expect(isWindows([{ licenses: ['https://x/projects/debian-cloud/global/licenses/windows-look'] }])).toBe(false)
  expect(isWindows(undefined)).toBe(false)
})

test("a Kubernetes node is told by Google's label, not by its name", () => {
  expect(isGkeNode({ 'goog-gke-node': '' })).toBe(true)
  expect(isGkeNode({ name: 'gke-shop' })).toBe(false)
  expect(isGkeNode(undefined)).toBe(false)
})

test('an access configuration without an address is one that comes with the next start', () => {
  expect(externalAddresses([{ accessConfigs: [{}, { natIP: '34.1.2.3' }] }, {}]).ipv4).toEqual([
    'ephemeral',
    '34.1.2.3',
  ])
  expect(externalAddresses([{ ipv6AccessConfigs: [{ externalIpv6: '2600::1' }, {}] }]).ipv6).toEqual(['2600::1'])
})

test.each([
  [{ enableConfidentialCompute: true }, 'on'],
  [{ confidentialInstanceType: 'SEV' }, 'SEV'],
  [{ confidentialInstanceType: 'TDX', enableConfidentialCompute: false }, 'TDX'],
  [{ confidentialInstanceType: 'CONFIDENTIAL_INSTANCE_TYPE_UNSPECIFIED' }, 'off'],
  [{}, 'off'],
  [undefined, 'off'],
])('the confidential configuration %j is %s', (config, expected) => {
  expect(confidentialKind(config)).toBe(expected)
})

test('grants to everybody are found in policies and ACLs', () => {
  expect(
    publicGrants({
      bindings: [
        { role: 'roles/storage.objectViewer', members: ['allUsers', 'user:a@example.com'] },
        { role: 'roles/storage.admin', members: ['allAuthenticatedUsers'] },
      ],
      acl: [{ entity: 'allUsers', role: 'READER' }],
      defaultObjectAcl: [{ entity: 'project-owners-1', role: 'OWNER' }],
    }),
  ).toEqual([
    'allAuthenticatedUsers as roles/storage.admin',
    'allUsers as READER by ACL',
    'allUsers as roles/storage.objectViewer',
  ])
  expect(publicGrants({})).toEqual([])
})

test('full resource names come from addresses of any version, and back', () => {
  const id = gcpNames.instance('shop', 'us-central1-a', 'web-1')
  expect(fullNameOf('https://www.googleapis.com/compute/beta/projects/shop/zones/us-central1-a/instances/web-1')).toBe(
    id,
  )
  expect(fullNameOf('https://example.com/elsewhere')).toBeUndefined()
  expect([partAfter(id, 'zones'), lastPart(id), partAfter(id, 'regions')]).toEqual([
    'us-central1-a',
    'web-1',
    undefined,
  ])
})
