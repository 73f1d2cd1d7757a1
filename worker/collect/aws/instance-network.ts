import type { Instance } from '@aws-sdk/client-ec2'
import { z } from 'zod'

/** Where an instance stands in the network. */
export const networkFields = {
  vpcId: z.string().optional(),
  subnetId: z.string().optional(),
  securityGroupIds: z.array(z.string()),
  privateIp: z.string().optional(),
  publicIp: z.string().optional(),
  privateDns: z.string().optional(),
  publicDns: z.string().optional(),
  /** Private IPv4 addresses beside the first one of each network interface, and the first ones of further interfaces. */
  secondaryPrivateIps: z.array(z.string()),
  ipv6Addresses: z.array(z.string()),
}

/** EC2 writes empty names where there is none: those are absent here. */
export function instanceNetwork(instance: Instance) {
  const { SecurityGroups = [], NetworkInterfaces = [], PrivateIpAddress } = instance
  const privateIps = NetworkInterfaces.flatMap(({ PrivateIpAddresses = [] }) => PrivateIpAddresses)
  return {
    vpcId: instance.VpcId || undefined,
    subnetId: instance.SubnetId || undefined,
    securityGroupIds: SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []).sort(),
    privateIp: PrivateIpAddress || undefined,
    publicIp: instance.PublicIpAddress || undefined,
    privateDns: instance.PrivateDnsName || undefined,
    publicDns: instance.PublicDnsName || undefined,
    secondaryPrivateIps: privateIps
      .flatMap((one) => one.PrivateIpAddress ?? [])
      .filter((address) => address !== PrivateIpAddress)
      .sort(),
    ipv6Addresses: NetworkInterfaces.flatMap(({ Ipv6Addresses = [] }) => Ipv6Addresses)
      .flatMap(({ Ipv6Address }) => Ipv6Address ?? [])
      .sort(),
  }
}
