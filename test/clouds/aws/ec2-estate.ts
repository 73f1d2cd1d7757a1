/** What an account holds of EC2 and VPC beside instances, VPCs and security groups. */
export type Ec2Estate = {
  subnets?: AwsSubnet[]
  networkAcls?: AwsNetworkAcl[]
  internetGateways?: AwsInternetGateway[]
  routeTables?: AwsRouteTable[]
  volumes?: AwsVolume[]
  vpcEndpoints?: AwsVpcEndpoint[]
  peerings?: AwsPeering[]
}

type Thing = { id: string; region: string; tags?: Record<string, string> }

export type AwsSubnet = Thing & {
  vpc: string
  cidr: string
  zone: string
  isDefault?: boolean
  mapsPublicIp?: boolean
  /** Account that shares it with this one. */
  owner?: string
}

export type AwsNetworkAcl = Thing & { vpc: string; isDefault?: boolean; subnets: string[]; entries: AwsAclEntry[] }

export type AwsAclEntry = {
  number: number
  egress?: boolean
  /** `-1`, or a number. */
  protocol: string
  action: 'allow' | 'deny'
  cidr?: string
  cidr6?: string
  from?: number
  to?: number
}

export type AwsInternetGateway = Thing & { vpc?: string }

export type AwsRouteTable = Thing & {
  vpc: string
  isMain?: boolean
  subnets?: string[]
  routes: { to: string; via: string; state?: 'active' | 'blackhole' }[]
}

export type AwsVolume = Thing & {
  zone: string
  gigabytes: number
  kind: string
  encrypted: boolean
  key?: string
  snapshot?: string
  instance?: string
  device?: string
  created: string
}

export type AwsVpcEndpoint = Thing & {
  vpc: string
  service: string
  kind: 'Gateway' | 'Interface' | 'GatewayLoadBalancer'
  /** `available` where absent. */
  state?: string
  routeTables?: string[]
  subnets?: string[]
  groups?: string[]
}

/** A side of a peering; of another account, AWS tells the address ranges only while the peering is active. */
export type AwsPeeringSide = { vpc: string; account: string; region: string; cidrs?: string[]; cidrs6?: string[] }

export type AwsPeering = Thing & {
  /** `active` where absent. */
  status?: string
  requester: AwsPeeringSide
  accepter: AwsPeeringSide
}
