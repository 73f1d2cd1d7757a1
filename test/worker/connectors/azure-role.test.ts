import { expect, test } from 'vitest'
import { azureRole } from '../../../worker/connectors/azure-role.ts'

test('the role holds each permission once, and none that writes or reads data', () => {
  const role = azureRole(
    ['Microsoft.Storage/storageAccounts/read', 'Microsoft.Compute/disks/read', 'Microsoft.Compute/disks/read'],
    '/subscriptions/s',
  )
  expect(role.Actions).toEqual([
    'Microsoft.Compute/disks/read',
    'Microsoft.Resources/subscriptions/read',
    'Microsoft.Storage/storageAccounts/read',
  ])
  expect(role).toMatchObject({ IsCustom: true, DataActions: [], AssignableScopes: ['/subscriptions/s'] })
})
