/** What a simulated cloud does wrong on purpose, to every call that the rule matches, or to the first `times`. */
export type Fault = {
  /** The provider's name of the call: `ec2:DescribeVpcs`, `GET Microsoft.Storage/storageAccounts`, `compute.firewalls.list`. */
  readonly operation: string
  /** Only calls whose region, account or resource matches; all where absent. */
  readonly region?: string
  readonly account?: string
  /** A name that the request carries, such as a bucket's. */
  readonly resource?: string
  readonly kind: 'deny' | 'throttle' | 'error' | 'slow' | 'cut' | 'malformed'
  times?: number
}

/** A provider on loopback that speaks its wire protocol to the official SDKs. */
export type SimulatedCloud<Estate> = {
  /** `http://127.0.0.1:PORT` or, where the SDK insists, `https://`. */
  readonly url: string
  /** What it serves; changed in place by tests, answered from at once. */
  readonly estate: Estate
  readonly faults: Fault[]
  /** Calls so far, by operation. */
  readonly calls: Map<string, number>
  /** The same by region and operation, `eu-west-1 ec2:DescribeVpcs`. */
  readonly places: Map<string, number>
  readonly close: () => Promise<void>
}

export type CloudOptions = {
  readonly port?: number
  /** Milliseconds before each answer. */
  readonly latency?: number
  /** Items on a page, where smaller than the provider's own. */
  readonly pageSize?: number
}
