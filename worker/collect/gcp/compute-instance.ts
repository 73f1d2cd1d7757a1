import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import {
  confidentialKind,
  confidentialKinds,
  effectiveMetadata,
  externalAddresses,
  isGkeNode,
  isWindows,
  sshKeyAnswers,
} from '../../facts/gcp-instance.ts'
import { fullNameOf, gcpNames, lastPart, partAfter } from '../../facts/gcp-names.ts'
import { type CollectContext, defineGcpType } from '../../resource-type.ts'
import { type Instance, instancePages, whereEnabled, whereThere } from './compute-lists.ts'

type Raw = {
  readonly instance: Instance
  readonly projectNumber: string
  /** Metadata that the project gives to every instance; absent where it could not be read. */
  readonly projectMetadata?: compute_v1.Schema$Metadata
  readonly unread?: readonly Unread[]
}

/** Fields that the project's metadata decides where the instance's own is silent. */
const inherited = ['osLogin', 'serialPort', 'projectSshKeys'] as const

/** A virtual machine. https://cloud.google.com/compute/docs/reference/rest/v1/instances */
export const computeInstance = defineGcpType({
  type: 'gcp.compute.instance',
  label: 'VM instance',
  code: 'VM_INSTANCE',
  service: 'Compute',
  scope: 'global',
  permissions: ['compute.instances.list', 'compute.instances.get', 'compute.projects.get'],
  relations: { network: { type: 'gcp.compute.network', key: 'networkIds', label: 'Network' } },
  fields: z.object({
    numericId: z.string().optional(),
    status: z.string().optional(),
    machineType: z.string().optional(),
    /** The first part of the machine type: `n2d`. */
    machineFamily: z.string().optional(),
    networkIds: z.array(z.string()),
    networkTags: z.array(z.string()),
    gkeNode: z.boolean(),
    windows: z.boolean(),
    serviceAccount: z.string().optional(),
    /** Whether that is the Compute Engine default account of this project. */
    defaultServiceAccount: z.boolean(),
    scopes: z.array(z.string()),
    blockProjectSshKeys: z.boolean().optional(),
    osLogin: z.boolean().optional(),
    serialPort: z.enum(['on', 'off']).optional(),
    /** Whether SSH keys in the project's metadata open this machine. */
    projectSshKeys: z.enum(sshKeyAnswers).optional(),
    ipForwarding: z.boolean(),
    vtpm: z.boolean().optional(),
    integrityMonitoring: z.boolean().optional(),
    secureBoot: z.boolean().optional(),
    /** Addresses; `ephemeral` for one that comes when the machine starts. */
    externalIpv4: z.array(z.string()),
    externalIpv6: z.array(z.string()),
    confidentialComputing: z.enum(confidentialKinds),
    created: z.string().optional(),
  }),

  list: (context) => whereEnabled(instances(context)),

  async one(context, id) {
    const { clients, account: project } = context
    const [zone = '', instance = ''] = [partAfter(id, 'zones'), lastPart(id)]
    const found = await whereThere(() =>
      clients.call('compute.instances.get', () => clients.compute.instances.get({ project, zone, instance })),
    )
    return found && { instance: found, ...(await inheritedMetadata(context)) }
  },

  normalise({ instance, projectNumber, projectMetadata, unread = [] }, { account }) {
    const zone = lastPart(instance.zone) ?? ''
    const [identity] = instance.serviceAccounts ?? []
    const machineType = lastPart(instance.machineType)
    const external = externalAddresses(instance.networkInterfaces)
    const metadata = effectiveMetadata(instance.metadata, projectMetadata)
    const shielded = instance.shieldedInstanceConfig
    return {
      id: gcpNames.instance(account, zone, instance.name ?? ''),
      name: instance.name ?? '',
      region: zone,
      tags: instance.labels ?? {},
      config: {
        numericId: instance.id ?? undefined,
        status: instance.status ?? undefined,
        machineType,
        machineFamily: machineType?.split('-')[0],
        networkIds: (instance.networkInterfaces ?? []).flatMap(({ network }) => fullNameOf(network) ?? []),
        networkTags: instance.tags?.items ?? [],
        gkeNode: isGkeNode(instance.labels),
        windows: isWindows(instance.disks),
        serviceAccount: identity?.email ?? undefined,
        defaultServiceAccount: identity?.email === `${projectNumber}-compute@developer.gserviceaccount.com`,
        scopes: identity?.scopes ?? [],
        ...metadata,
        ipForwarding: instance.canIpForward === true,
        vtpm: shielded?.enableVtpm ?? undefined,
        integrityMonitoring: shielded?.enableIntegrityMonitoring ?? undefined,
        secureBoot: shielded?.enableSecureBoot ?? undefined,
        externalIpv4: external.ipv4,
        externalIpv6: external.ipv6,
        confidentialComputing: confidentialKind(instance.confidentialInstanceConfig),
        created: instance.creationTimestamp ?? undefined,
      },
      unread: unread.filter(({ field }) => metadata[field as (typeof inherited)[number]] === undefined),
    }
  },
})

async function* instances(context: CollectContext<'gcp'>): AsyncIterable<Raw> {
  let project: Omit<Raw, 'instance'> | undefined
  for await (const page of instancePages(context)) {
    // Asked once, and only where there is an instance.
    if (page.length > 0) project ??= await inheritedMetadata(context)
    if (project) for (const instance of page) yield { instance, ...project }
  }
}

async function inheritedMetadata({ clients, account, reader }: CollectContext<'gcp'>): Promise<Omit<Raw, 'instance'>> {
  const read = reader()
  const project = await read(inherited, () =>
    clients.call('compute.projects.get', () =>
      clients.compute.projects.get({ project: account, fields: 'commonInstanceMetadata' }),
    ),
  )
  return {
    projectNumber: clients.projectNumber,
    ...(project && { projectMetadata: project.commonInstanceMetadata ?? {} }),
    unread: read.unread,
  }
}
