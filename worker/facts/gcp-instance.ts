import { type Metadata, metadataSwitch } from './gcp-metadata.ts'

type Disk = {
  readonly licenses?: readonly string[] | null
  readonly guestOsFeatures?: readonly { readonly type?: string | null }[] | null
}
type Interface = {
  readonly accessConfigs?: readonly { readonly natIP?: string | null }[] | null
  readonly ipv6AccessConfigs?: readonly { readonly externalIpv6?: string | null }[] | null
}
type Confidential = {
  readonly enableConfidentialCompute?: boolean | null
  readonly confidentialInstanceType?: string | null
}

/** Whether Windows runs on it: such a machine knows no SSH keys. */
export const isWindows = (disks: readonly Disk[] | null | undefined): boolean =>
  (disks ?? []).some(
    ({ licenses, guestOsFeatures }) =>
      licenses?.some((license) => license.includes('/projects/windows-')) ||
      guestOsFeatures?.some(({ type }) => type === 'WINDOWS'),
  )

/** Whether it is a node of a Kubernetes cluster: told by Google's own label, as anybody may name a machine `gke-…`. */
export const isGkeNode = (labels: Readonly<Record<string, string>> | null | undefined): boolean =>
  Object.hasOwn(labels ?? {}, 'goog-gke-node')

/**
 * External addresses. An access configuration without an address belongs to a machine that is stopped and gets one when
 * it starts: `ephemeral`. https://cloud.google.com/compute/docs/ip-addresses
 */
export function externalAddresses(interfaces: readonly Interface[] | null | undefined) {
  const all = interfaces ?? []
  return {
    ipv4: all.flatMap(({ accessConfigs }) => (accessConfigs ?? []).map(({ natIP }) => natIP || 'ephemeral')),
    ipv6: all.flatMap(({ ipv6AccessConfigs }) =>
      (ipv6AccessConfigs ?? []).flatMap(({ externalIpv6 }) => externalIpv6 || []),
    ),
  }
}

export const confidentialKinds = ['SEV', 'SEV_SNP', 'TDX', 'on', 'off'] as const

/** The technology that encrypts its memory; `on` where the API names none. Newer answers fill the type alone. */
export function confidentialKind(config: Confidential | null | undefined): (typeof confidentialKinds)[number] {
  const named = confidentialKinds.find((kind) => kind === config?.confidentialInstanceType)
  return named ?? (config?.enableConfidentialCompute === true ? 'on' : 'off')
}

export const sshKeyAnswers = ['blocked', 'replaced by OS Login', 'accepted'] as const
type SshKeys = (typeof sshKeyAnswers)[number]

/** What counts on an instance: its own metadata before the project's. `undefined` project: it could not be read. */
export function effectiveMetadata(own: Metadata | null | undefined, project: Metadata | undefined) {
  const effective = (key: string) => metadataSwitch(own, key) ?? (project && (metadataSwitch(project, key) ?? false))
  const blocked = metadataSwitch(own, 'block-project-ssh-keys')
  const osLogin = effective('enable-oslogin')
  return {
    blockProjectSshKeys: blocked,
    osLogin,
    serialPort: asWord(effective('serial-port-enable')),
    projectSshKeys: sshKeys(blocked, osLogin),
  }
}

function sshKeys(blocked: boolean | undefined, osLogin: boolean | undefined): SshKeys | undefined {
  if (blocked === true) return 'blocked'
  if (osLogin === true) return 'replaced by OS Login'
  return osLogin === undefined ? undefined : 'accepted'
}

function asWord(isOn: boolean | undefined): 'on' | 'off' | undefined {
  if (isOn === undefined) return undefined
  return isOn ? 'on' : 'off'
}
