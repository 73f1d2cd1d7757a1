import { describeDenials } from './denials.ts'

describeDenials('gcp', {
  'oauth2.token': { signsIn: true },
  'cloudresourcemanager.projects.get': { signsIn: true },
  'compute.projects.get': {
    fills: {
      'gcp.project': ['computeEnabled', 'projectOsLogin', 'osLogin'],
      'gcp.compute.instance': ['serialPort', 'projectSshKeys'],
    },
    isPartly: true,
  },
  'compute.networks.get': { fills: { 'gcp.project': ['defaultNetwork'] } },
  'compute.networks.list': { lists: 'gcp.compute.network' },
  'compute.firewalls.list': { lists: 'gcp.compute.firewall' },
  'compute.instances.aggregatedList': {
    permission: 'compute.instances.list',
    lists: 'gcp.compute.instance',
    fills: { 'gcp.project': ['hasInstances', 'osLoginOverrides', 'osLogin'] },
  },
  'storage.buckets.list': { lists: 'gcp.storage.bucket' },
  'storage.buckets.getIamPolicy': { fills: { 'gcp.storage.bucket': ['publicAccess', 'publicGrants'] }, isPartly: true },
})
