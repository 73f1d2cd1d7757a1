import type { cloudresourcemanager_v3 } from 'googleapis/build/src/apis/cloudresourcemanager/v3.js'
import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { metadataSwitch } from '../../facts/gcp-metadata.ts'
import { gcpNames } from '../../facts/gcp-names.ts'
import { type CollectContext, defineGcpType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { instancePages } from './compute-lists.ts'

type Raw = {
  readonly project: cloudresourcemanager_v3.Schema$Project
  /** `null` where the Compute Engine API is off; absent where that could not be told. */
  readonly compute?: compute_v1.Schema$Project | null
  readonly defaultNetwork?: 'present' | 'absent'
  readonly instances?: Overrides
  readonly unread?: readonly Unread[]
}

type Overrides = {
  readonly any: boolean
  /** Instances whose own metadata switches OS Login off: how many, and the first few by name. */
  readonly overriding: number
  readonly names: readonly string[]
}

/** A project and the settings of Compute Engine that belong to it as a whole. */
export const gcpProject = defineGcpType({
  type: 'gcp.project',
  label: 'Project',
  code: 'PROJECT',
  service: 'Project',
  scope: 'account',
  permissions: [
    'resourcemanager.projects.get',
    'compute.projects.get',
    'compute.networks.get',
    'compute.instances.list',
  ],
  fields: z.object({
    number: z.string().optional(),
    displayName: z.string().optional(),
    state: z.string().optional(),
    parent: z.string().optional(),
    created: z.string().optional(),
    computeEnabled: z.boolean().optional(),
    hasInstances: z.boolean().optional(),
    defaultNetwork: z.enum(['present', 'absent']).optional(),
    /** `enable-oslogin` in the project's metadata; absent where it is not set. */
    projectOsLogin: z.boolean().optional(),
    /** Instances that switch OS Login off for themselves: how many, and the names of the first twenty. */
    osLoginOverrides: z.int().optional(),
    osLoginOverriddenBy: z.array(z.string()).optional(),
    osLogin: z.enum(['on', 'overridden', 'off']).optional(),
  }),

  async *list(context) {
    const found = await readProject(context)
    if (found) yield found
  },

  one: (context) => readProject(context),

  normalise({ project, compute, defaultNetwork, instances, unread = [] }, { account }) {
    const projectOsLogin = compute ? metadataSwitch(compute.commonInstanceMetadata, 'enable-oslogin') : undefined
    const osLogin = osLoginWord(compute, projectOsLogin, instances)
    return {
      id: gcpNames.project(account),
      name: account,
      region: 'global',
      tags: project.labels ?? {},
      config: {
        number: project.name?.replace('projects/', ''),
        displayName: project.displayName ?? undefined,
        state: project.state ?? undefined,
        parent: project.parent ?? undefined,
        created: project.createTime ?? undefined,
        computeEnabled: compute === undefined ? undefined : compute !== null,
        hasInstances: compute === null ? false : instances?.any,
        defaultNetwork: compute === null ? 'absent' : defaultNetwork,
        projectOsLogin,
        osLoginOverrides: instances?.overriding,
        osLoginOverriddenBy: instances && [...instances.names],
        osLogin,
      },
      unread: unread.filter(({ field }) => field !== 'osLogin' || osLogin === undefined),
    }
  },
})

type OsLogin = 'on' | 'overridden' | 'off' | undefined

/** What is off in the project is off however many instances there are; only what is on can be overridden. */
function osLoginWord(compute: Raw['compute'], isOn: boolean | undefined, instances: Overrides | undefined): OsLogin {
  if (!compute) return undefined
  if (isOn !== true) return 'off'
  if (!instances) return undefined
  return instances.overriding > 0 ? 'overridden' : 'on'
}

async function readProject(context: CollectContext<'gcp'>): Promise<Raw> {
  const { clients, account, reader } = context
  const project = await clients.call('cloudresourcemanager.projects.get', () =>
    clients.resourceManager.projects.get({ name: `projects/${account}` }),
  )
  const read = reader()
  const compute = await read(['computeEnabled', 'projectOsLogin', 'osLogin'], () => readCompute(context))
  if (compute === null) return { project, compute, unread: read.unread }

  const defaultNetwork = await read(['defaultNetwork'], () => readDefaultNetwork(context))
  const fields = ['hasInstances', 'osLoginOverrides', 'osLoginOverriddenBy', 'osLogin']
  const instances = await read(fields, () => readOverrides(context))
  return {
    project,
    ...(compute && { compute }),
    ...(defaultNetwork && { defaultNetwork }),
    ...(instances && { instances }),
    unread: read.unread,
  }
}

async function readCompute({ clients, account: project }: CollectContext<'gcp'>) {
  const fields = 'name,commonInstanceMetadata'
  const found = await unlessAbsent(['disabled'], () =>
    clients.call('compute.projects.get', () => clients.compute.projects.get({ project, fields })),
  )
  return found ?? null
}

async function readDefaultNetwork({ clients, account: project }: CollectContext<'gcp'>) {
  const found = await unlessAbsent(['absent'], () =>
    clients.call('compute.networks.get', () => clients.compute.networks.get({ project, network: 'default' })),
  )
  return found ? 'present' : 'absent'
}

/** The instances once more, but two fields of each, page by page: memory stays the same for any number of them. */
async function readOverrides(context: CollectContext<'gcp'>): Promise<Overrides> {
  const names: string[] = []
  let [any, overriding] = [false, 0]
  const fields = 'nextPageToken,unreachables,items/*/warning/code,items/*/instances(name,metadata/items)'
  for await (const page of instancePages(context, { fields })) {
    any ||= page.length > 0
    const off = page.filter(({ metadata }) => metadataSwitch(metadata, 'enable-oslogin') === false)
    overriding += off.length
    names.push(...off.slice(0, 20 - names.length).flatMap(({ name }) => name ?? []))
  }
  return { any, overriding, names: names.sort() }
}
