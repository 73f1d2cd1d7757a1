import { type Area, ec2Arn, hash } from './aws-area.ts'

/** EC2 and VPC. */
export const awsNetwork: Area = {
  ids: {
    'aws.ec2.vpc': /^vpc-[0-9a-f]{8,17}$/,
    'aws.ec2.security-group': /^sg-[0-9a-f]{8,17}$/,
    'aws.ec2.instance': /^i-[0-9a-f]{8,17}$/,
    'aws.region': /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
  },
  links: {
    'aws.region': {
      arn: ec2Arn('region', '[a-z0-9-]+'),
      page: ['resource', ({ region }) => `/ec2/home?region=${region}#Settings:tab=zones`],
      views: {
        'ebs-encryption': ['fix', ({ region }) => `/ec2/home?region=${region}#Settings:tab=ebsEncryption`],
        'access-analyzer': ['resource', ({ region }) => `/access-analyzer/home?region=${region}#/`],
        macie: ['resource', ({ region }) => `/macie/home?region=${region}`],
        'security-hub': ['resource', ({ region }) => `/securityhub/home?region=${region}`],
      },
    },
    // Flow logs have a tab on the page of the VPC, but no address of their own is known.
    'aws.ec2.vpc': {
      arn: ec2Arn('vpc', 'vpc-[0-9a-f]+'),
      page: ['resource', hash('vpcconsole', 'VpcDetails:VpcId=')],
      views: {},
    },
    'aws.ec2.security-group': {
      arn: ec2Arn('security-group', 'sg-[0-9a-f]+'),
      page: ['resource', hash('ec2', 'SecurityGroup:groupId=')],
      views: {
        inbound: ['fix', hash('ec2', 'ModifyInboundSecurityGroupRules:securityGroupId=')],
        outbound: ['fix', hash('ec2', 'ModifyOutboundSecurityGroupRules:securityGroupId=')],
      },
    },
    'aws.ec2.instance': {
      arn: ec2Arn('instance', 'i-[0-9a-f]+'),
      page: ['resource', hash('ec2', 'InstanceDetails:instanceId=')],
      views: {},
    },
  },
  hashPages: {
    Instances: { type: 'aws.ec2.instance', keys: ['instanceId'] },
    InstanceDetails: { type: 'aws.ec2.instance', keys: ['instanceId'], view: 'details' },
    ConnectToInstance: { type: 'aws.ec2.instance', keys: ['instanceId'] },
    SecurityGroups: { type: 'aws.ec2.security-group', keys: ['group-id', 'groupId'] },
    SecurityGroup: { type: 'aws.ec2.security-group', keys: ['groupId', 'securityGroupId'], view: 'details' },
    ModifyInboundSecurityGroupRules: { type: 'aws.ec2.security-group', keys: ['securityGroupId'], view: 'inbound' },
    ModifyOutboundSecurityGroupRules: { type: 'aws.ec2.security-group', keys: ['securityGroupId'], view: 'outbound' },
    vpcs: { type: 'aws.ec2.vpc', keys: ['VpcId'] },
    VpcDetails: { type: 'aws.ec2.vpc', keys: ['VpcId'], view: 'details' },
  },
}
