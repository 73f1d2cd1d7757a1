/** What the connector itself asks for, whatever it collects: whether the subscription is there and enabled. */
const connectorPermissions = ['Microsoft.Resources/subscriptions/read']

/** What takes reading virtual machines and the network around them. */
const inventoryPermissions = [
  'Microsoft.Compute/virtualMachines/read',
  'Microsoft.Network/networkInterfaces/read',
  'Microsoft.Network/networkSecurityGroups/read',
  'Microsoft.Network/publicIPAddresses/read',
  'Microsoft.Network/virtualNetworks/read',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
]

/** The least that is of use: a custom role that lists virtual machines and their network, and answers nothing else. */
export const azureInventoryRole = (scope: string) => ({
  ...azureRole(inventoryPermissions, scope),
  Name: 'Plumbline Inventory Reader',
  Description: 'Lists virtual machines and their network; changes nothing, reads no data.',
})

/**
 * A custom role with the permissions that the collectors need and no others, as `az role definition create
 * --role-definition @role.json` and the portal's "Start from JSON" read it. Pure; `scope` is a subscription or
 * management group, such as `/subscriptions/11111111-2222-3333-4444-555555555555`.
 * https://learn.microsoft.com/azure/role-based-access-control/custom-roles
 */
export function azureRole(permissions: readonly string[], scope: string) {
  return {
    Name: 'Plumbline Reader',
    IsCustom: true,
    Description: 'Reads the settings that Plumbline checks; changes nothing, reads no data.',
    Actions: [...new Set([...connectorPermissions, ...permissions])].sort(),
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: [scope],
  }
}
