import { describeDenials } from './denials.ts'

describeDenials('azure', {
  'GET v2.0/.well-known/openid-configuration': { signsIn: true },
  'POST oauth2/v2.0/token': { signsIn: true },
  'GET Microsoft.Resources/subscriptions': { signsIn: true },
  'GET Microsoft.Network/networkSecurityGroups': {
    permission: 'Microsoft.Network/networkSecurityGroups/read',
    lists: 'azure.network.security-group',
  },
  'GET Microsoft.Storage/storageAccounts': {
    permission: 'Microsoft.Storage/storageAccounts/read',
    lists: 'azure.storage.account',
  },
  'GET Microsoft.Storage/storageAccounts/blobServices/containers': {
    permission: 'Microsoft.Storage/storageAccounts/blobServices/containers/read',
    fills: { 'azure.storage.account': ['anonymousContainerCount', 'anonymousContainers'] },
    isPartly: true,
  },
  'GET Microsoft.Compute/virtualMachines': {
    permission: 'Microsoft.Compute/virtualMachines/read',
    lists: 'azure.compute.virtual-machine',
  },
  'GET Microsoft.Compute/disks': {
    permission: 'Microsoft.Compute/disks/read',
    fills: { 'azure.compute.virtual-machine': ['isFirstGeneration'] },
    isPartly: true,
  },
})
