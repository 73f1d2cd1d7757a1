/** What the replica consoles list: the names and ids that the real pages show, and nothing else. */
export type ConsoleData = {
  readonly aws: {
    readonly accountId: string
    readonly buckets: readonly { readonly name: string; readonly region: string }[]
    readonly users: readonly { readonly name: string }[]
    /** By region. */
    readonly regions: Readonly<Record<string, AwsRegion>>
  }
  readonly azure: {
    readonly tenant: string
    readonly subscriptionId: string
    /** By ARM type in lower case, such as `microsoft.storage/storageaccounts`. */
    readonly resources: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>
  }
  readonly gcp: {
    readonly project: string
    readonly firewalls: readonly { readonly name: string; readonly network: string }[]
    readonly instances: readonly { readonly name: string; readonly zone: string }[]
    readonly buckets: readonly { readonly name: string }[]
  }
}

export type AwsRegion = {
  readonly securityGroups: readonly { readonly id: string; readonly name: string; readonly vpcId: string }[]
  readonly instances: readonly { readonly id: string; readonly name: string; readonly state: string }[]
  readonly vpcs: readonly { readonly id: string; readonly name: string }[]
}
