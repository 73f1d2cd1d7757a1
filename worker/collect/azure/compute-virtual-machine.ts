import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import type { AzureClients } from '../../clients.ts'
import { type CollectContext, defineAzureType } from '../../resource-type.ts'
import { armResource, describeArmResource, getIfPresent, resourceGroupOf } from './arm-resource.ts'

/** https://learn.microsoft.com/rest/api/compute/virtual-machines/list-all */
const apiVersion = '2024-03-01'
/** https://learn.microsoft.com/rest/api/compute/disks/list */
const diskApiVersion = '2024-03-02'

const disk = z.looseObject({
  name: z.string().nullish(),
  managedDisk: z.looseObject({ id: z.string().nullish() }).nullish(),
  diffDiskSettings: z.looseObject({}).nullish(),
})
const raw = armResource.extend({
  zones: z.array(z.string()).nullish(),
  properties: z.looseObject({
    vmId: z.string().nullish(),
    hardwareProfile: z.looseObject({ vmSize: z.string().nullish() }).nullish(),
    storageProfile: z.looseObject({
      osDisk: disk.extend({ osType: z.string().nullish() }),
      dataDisks: z.array(disk).nullish(),
    }),
    networkProfile: z
      .looseObject({ networkInterfaces: z.array(z.looseObject({ id: z.string() })).nullish() })
      .nullish(),
    securityProfile: z
      .looseObject({
        securityType: z.string().nullish(),
        encryptionAtHost: z.boolean().nullish(),
        uefiSettings: z
          .looseObject({ secureBootEnabled: z.boolean().nullish(), vTpmEnabled: z.boolean().nullish() })
          .nullish(),
      })
      .nullish(),
    diagnosticsProfile: z
      .looseObject({ bootDiagnostics: z.looseObject({ storageUri: z.string().nullish() }).nullish() })
      .nullish(),
  }),
})
type Machine = z.infer<typeof raw>

/** A machine as ARM answers it, with what its OS disk says of its generation. */
type Raw = { readonly machine: unknown; readonly isFirstGeneration?: boolean; readonly unread: readonly Unread[] }

export const virtualMachine = defineAzureType({
  type: 'azure.compute.virtual-machine',
  label: 'Virtual machine',
  code: 'VIRTUAL_MACHINE',
  service: 'Virtual Machines',
  scope: 'global',
  permissions: ['Microsoft.Compute/virtualMachines/read', 'Microsoft.Compute/disks/read'],

  fields: z.object({
    resourceGroup: z.string().optional(),
    vmId: z.string().optional(),
    size: z.string().optional(),
    zones: z.array(z.string()),
    /** `Linux` or `Windows`. */
    osType: z.string().optional(),
    /** Names of disks that are blobs in a storage account; an ephemeral OS disk is a managed one. */
    unmanagedDisks: z.array(z.string()),
    /** `TrustedLaunch` or `ConfidentialVM`; absent for a standard machine. */
    securityType: z.string().optional(),
    secureBoot: z.boolean().optional(),
    vTpm: z.boolean().optional(),
    encryptionAtHost: z.boolean().optional(),
    /** Its OS disk is one of generation 1, which has no secure boot; asked for where there is no security type. */
    isFirstGeneration: z.boolean().optional(),
    networkInterfaces: z.array(z.string()),
    /** Blob endpoint of the storage account that keeps its boot diagnostics, where it has one of its own. */
    bootDiagnosticsEndpoint: z.string().optional(),
  }),
  relations: {
    bootDiagnostics: {
      type: 'azure.storage.account',
      key: 'bootDiagnosticsEndpoint',
      match: 'blobEndpoint',
      label: 'keeps its boot diagnostics in',
    },
  },

  async *list(context) {
    const { clients, account } = context
    let firstGeneration: Promise<ReadonlySet<string>> | undefined
    const path = `/subscriptions/${account}/providers/Microsoft.Compute/virtualMachines`
    for await (const machine of clients.list<unknown>(path, apiVersion)) {
      yield await withGeneration(context, machine, async ({ id }) => {
        firstGeneration ??= listFirstGeneration(clients, account)
        return (await firstGeneration).has(id.toLowerCase())
      })
    }
  },

  async one(context, id) {
    const machine = await getIfPresent<unknown>(context.clients, id, apiVersion)
    if (machine === undefined) return undefined
    return withGeneration(context, machine, async ({ properties }) => {
      const diskId = properties.storageProfile.osDisk.managedDisk?.id
      const osDisk = diskId ? await getIfPresent<Disk>(context.clients, diskId, diskApiVersion) : undefined
      return isFirstGeneration(osDisk)
    })
  },

  normalise({ machine: answer, isFirstGeneration, unread }: Raw) {
    const machine = raw.parse(answer)
    const { vmId, hardwareProfile, storageProfile, networkProfile, securityProfile } = machine.properties
    return {
      ...describeArmResource(machine),
      config: {
        resourceGroup: resourceGroupOf(machine.id),
        vmId: vmId ?? undefined,
        size: hardwareProfile?.vmSize ?? undefined,
        zones: machine.zones ?? [],
        osType: storageProfile.osDisk.osType ?? undefined,
        unmanagedDisks: unmanagedDisks(machine),
        securityType: securityProfile?.securityType ?? undefined,
        secureBoot: securityProfile?.uefiSettings?.secureBootEnabled ?? undefined,
        vTpm: securityProfile?.uefiSettings?.vTpmEnabled ?? undefined,
        encryptionAtHost: securityProfile?.encryptionAtHost ?? undefined,
        isFirstGeneration,
        networkInterfaces: (networkProfile?.networkInterfaces ?? []).map(({ id }) => id),
        bootDiagnosticsEndpoint: bootDiagnosticsEndpoint(machine),
      },
      unread,
    }
  },
})

const unmanagedDisks = ({ properties: { storageProfile } }: Machine) =>
  [storageProfile.osDisk, ...(storageProfile.dataDisks ?? [])]
    .filter(({ managedDisk, diffDiskSettings }) => !managedDisk && !diffDiskSettings)
    .map(({ name }) => name ?? 'a disk without a name')

const bootDiagnosticsEndpoint = ({ properties }: Machine) =>
  properties.diagnosticsProfile?.bootDiagnostics?.storageUri?.toLowerCase().replace(/\/$/, '') || undefined

const isTrusted = ({ properties }: Machine) =>
  ['TrustedLaunch', 'ConfidentialVM'].includes(properties.securityProfile?.securityType ?? '')

/** Only a machine without such a security type can be of generation 1. */
async function withGeneration(
  { reader }: CollectContext<'azure'>,
  answer: unknown,
  ask: (machine: Machine) => Promise<boolean>,
): Promise<Raw> {
  const { success, data: machine } = raw.safeParse(answer)
  // `normalise` says what is wrong with it.
  if (!success || isTrusted(machine)) return { machine: answer, unread: [] }
  const read = reader()
  const isFirst = await read(['isFirstGeneration'], () => ask(machine))
  return { machine: answer, ...(isFirst !== undefined && { isFirstGeneration: isFirst }), unread: read.unread }
}

type Disk = {
  readonly managedBy?: string
  readonly properties?: { readonly osType?: string; readonly hyperVGeneration?: string }
}

const isFirstGeneration = (osDisk: Disk | undefined) => osDisk?.properties?.hyperVGeneration === 'V1'

/** Ids, in lower case, of the machines that run from an OS disk of generation 1: few, and one call a page. */
async function listFirstGeneration(clients: AzureClients, account: string): Promise<ReadonlySet<string>> {
  const machines = new Set<string>()
  const path = `/subscriptions/${account}/providers/Microsoft.Compute/disks`
  for await (const osDisk of clients.list<Disk>(path, diskApiVersion)) {
    const { managedBy, properties } = osDisk
    if (typeof managedBy === 'string' && properties?.osType && isFirstGeneration(osDisk))
      machines.add(managedBy.toLowerCase())
  }
  return machines
}
