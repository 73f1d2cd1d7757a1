import { chosen, type Ec2Answer, idSet, paged, tagSet } from './ec2-answer.ts'
import type { AwsAccount, AwsRule, AwsSecurityGroup } from './estate.ts'
import { field, list, type Xml } from './xml.ts'

/** Security groups. */
export const groupAnswers: Readonly<Record<string, Ec2Answer>> = {
  DescribeSecurityGroups: (call, account, world) =>
    paged(
      call,
      world,
      'securityGroupInfo',
      chosen(call, account.securityGroups, 'GroupId', 'InvalidGroup.NotFound'),
      (group) => groupXml(group, account),
    ),
}

const groupXml = (group: AwsSecurityGroup, account: AwsAccount): Xml =>
  field('groupId', group.id) +
  field('groupName', group.name) +
  field('groupDescription', group.description) +
  field('ownerId', account.id) +
  field('vpcId', group.vpc) +
  list('ipPermissions', group.inbound.map(ruleXml)) +
  list('ipPermissionsEgress', group.outbound.map(ruleXml)) +
  tagSet(group.tags)

const ruleXml = ({ protocol, from, to, cidrs = [], cidrs6 = [], prefixLists = [], groups = [] }: AwsRule): Xml =>
  field('ipProtocol', protocol) +
  field('fromPort', from) +
  field('toPort', to) +
  idSet('groups', 'groupId', groups) +
  idSet('ipRanges', 'cidrIp', cidrs) +
  idSet('ipv6Ranges', 'cidrIpv6', cidrs6) +
  idSet('prefixListIds', 'prefixListId', prefixLists)
