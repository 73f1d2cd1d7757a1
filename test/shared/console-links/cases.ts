import type { ConsolePage } from '../../../shared/console-links/index.ts'

type Case = readonly [url: string, page: ConsolePage]

const aws = { cloud: 'aws', partition: 'aws' } as const
const azure = { cloud: 'azure', partition: 'azure' } as const
const gcp = { cloud: 'gcp', partition: 'gcp', account: 'acme-shop' } as const
const sub = '11111111-2222-4333-8444-555555555555'
const nsg = `/subscriptions/${sub}/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web`
const google = 'https://console.cloud.google.com'
const ireland = 'https://eu-west-1.console.aws.amazon.com'

/** Addresses and what they say. */
export const pages: readonly Case[] = [
  // S3
  [`${ireland}/s3/buckets?region=eu-west-1`, { ...aws, region: 'eu-west-1', type: 'aws.s3.bucket' }],
  [
    `${ireland}/s3/buckets/logs?region=eu-west-1&bucketType=general&tab=permissions`,
    { ...aws, region: 'eu-west-1', type: 'aws.s3.bucket', id: 'logs', view: 'permissions' },
  ],
  [
    'https://s3.console.aws.amazon.com/s3/bucket/logs/property/bpa/edit?region=us-east-2',
    { ...aws, region: 'us-east-2', type: 'aws.s3.bucket', id: 'logs', view: 'permissions' },
  ],
  [
    `${ireland}/s3/bucket/logs/property/versioning/edit`,
    { ...aws, region: 'eu-west-1', type: 'aws.s3.bucket', id: 'logs', view: 'properties' },
  ],
  [`${ireland}/s3/object/logs?prefix=a`, { ...aws, region: 'eu-west-1' }],
  [`${ireland}/s3/settings`, { ...aws, type: 'aws.account', view: 's3-public-access' }],
  // RDS, EFS and Backup
  [`${ireland}/rds/home?region=eu-west-1#databases:`, { ...aws, region: 'eu-west-1', type: 'aws.rds.instance' }],
  [
    `${ireland}/rds/home?region=us-east-1#database:id=orders;is-cluster=false;tab=configuration`,
    { ...aws, region: 'us-east-1', type: 'aws.rds.instance', id: 'orders' },
  ],
  [
    `${ireland}/rds/home?region=eu-west-1#database:id=catalog;is-cluster=true`,
    { ...aws, region: 'eu-west-1', type: 'aws.rds.cluster', id: 'catalog' },
  ],
  [`${ireland}/rds/home?region=eu-west-1#database:id=orders`, { ...aws, region: 'eu-west-1' }],
  [
    `${ireland}/rds/home?region=eu-west-1#db-snapshot:id=rds:orders-2026-01-01-03-07`,
    { ...aws, region: 'eu-west-1', type: 'aws.rds.snapshot', id: 'rds:orders-2026-01-01-03-07' },
  ],
  [
    `${ireland}/rds/home?region=eu-west-1#db-snapshot:engine=aurora-mysql;id=catalog-release`,
    { ...aws, region: 'eu-west-1', type: 'aws.rds.cluster-snapshot', id: 'catalog-release' },
  ],
  [`${ireland}/rds/home?region=eu-west-1#parameter-groups:`, { ...aws, region: 'eu-west-1' }],
  [`${ireland}/efs/home?region=eu-west-1#/file-systems`, { ...aws, region: 'eu-west-1', type: 'aws.efs.file-system' }],
  [
    `${ireland}/efs/home?region=eu-west-1#/file-systems/fs-0a1b2c3d?tabId=mounts`,
    { ...aws, region: 'eu-west-1', type: 'aws.efs.file-system', id: 'fs-0a1b2c3d' },
  ],
  [`${ireland}/efs/home?region=eu-west-1#/access-points`, { ...aws, region: 'eu-west-1' }],
  [`${ireland}/backup/home?region=eu-west-1#/backupvaults`, { ...aws, region: 'eu-west-1', type: 'aws.backup.vault' }],
  [
    `${ireland}/backup/home?region=eu-west-1#/backupvaults/details/nightly/arn%3Aaws%3Abackup`,
    { ...aws, region: 'eu-west-1', type: 'aws.backup.vault', id: 'nightly' },
  ],
  [`${ireland}/backup/home?region=eu-west-1#/backupplan/details/x`, { ...aws, region: 'eu-west-1' }],
  // EC2 and VPC; the parameter outranks the host
  [
    `${ireland}/ec2/home?region=eu-west-1#SecurityGroups:`,
    { ...aws, region: 'eu-west-1', type: 'aws.ec2.security-group' },
  ],
  [
    `${ireland}/ec2/home?region=us-east-1#SecurityGroup:groupId=sg-0a1b2c3d`,
    { ...aws, region: 'us-east-1', type: 'aws.ec2.security-group', id: 'sg-0a1b2c3d', view: 'details' },
  ],
  [
    'https://console.aws.amazon.com/ec2/v2/home?region=us-east-1#ModifyInboundSecurityGroupRules:securityGroupId=sg-0a1b2c3d',
    { ...aws, region: 'us-east-1', type: 'aws.ec2.security-group', id: 'sg-0a1b2c3d', view: 'inbound' },
  ],
  [
    `${ireland}/ec2/home?region=eu-west-1#Instances:v=3;instanceId=i-0a1b2c3d4e5f60718`,
    { ...aws, region: 'eu-west-1', type: 'aws.ec2.instance', id: 'i-0a1b2c3d4e5f60718' },
  ],
  [
    `${ireland}/ec2/home?region=eu-west-1#Instances:instanceId=i-0a1b2c3d,i-0a1b2c3e`,
    { ...aws, region: 'eu-west-1', type: 'aws.ec2.instance' },
  ],
  [
    `${ireland}/vpcconsole/home?region=eu-west-1#VpcDetails:VpcId=vpc-0a1b2c3d`,
    { ...aws, region: 'eu-west-1', type: 'aws.ec2.vpc', id: 'vpc-0a1b2c3d', view: 'details' },
  ],
  [`${ireland}/vpc/home?region=eu-west-1#vpcs:`, { ...aws, region: 'eu-west-1', type: 'aws.ec2.vpc' }],
  [`${ireland}/ec2/home?region=eu-west-1#Volumes:`, { ...aws, region: 'eu-west-1', type: 'aws.ec2.volume' }],
  [
    `${ireland}/ec2/home?region=eu-west-1#VolumeDetails:volumeId=:vol-0a1b2c3d`,
    { ...aws, region: 'eu-west-1', type: 'aws.ec2.volume', id: 'vol-0a1b2c3d', view: 'details' },
  ],
  [`${ireland}/ec2/home?region=eu-west-1#Snapshots:`, { ...aws, region: 'eu-west-1' }],
  [
    `${ireland}/vpc/home?region=eu-west-1#subnets:subnetId=subnet-0a1b2c3d`,
    { ...aws, region: 'eu-west-1', type: 'aws.ec2.subnet', id: 'subnet-0a1b2c3d' },
  ],
  [`${ireland}/vpcconsole/home?region=eu-west-1#acls:`, { ...aws, region: 'eu-west-1', type: 'aws.ec2.network-acl' }],
  [
    `${ireland}/vpcconsole/home?region=eu-west-1#RouteTableDetails:RouteTableId=rtb-0a1b2c3d`,
    { ...aws, region: 'eu-west-1', type: 'aws.ec2.route-table', id: 'rtb-0a1b2c3d', view: 'details' },
  ],
  [
    `${ireland}/vpcconsole/home?region=eu-west-1#InternetGateway:internetGatewayId=igw-0a1b2c3d`,
    { ...aws, region: 'eu-west-1', type: 'aws.ec2.internet-gateway', id: 'igw-0a1b2c3d', view: 'details' },
  ],
  [
    `${ireland}/vpcconsole/home?region=eu-west-1#InternetGateway:internetGatewayId=eigw-0a1b2c3d`,
    { ...aws, region: 'eu-west-1' },
  ],
  [
    `${ireland}/ec2/v2/home?region=eu-west-1#LoadBalancers`,
    { ...aws, region: 'eu-west-1', type: 'aws.elb.load-balancer' },
  ],
  [
    `${ireland}/ec2/home?region=eu-west-1#LoadBalancer:loadBalancerArn=arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/web/50dc6c495c0c9188;tab=listeners`,
    { ...aws, region: 'eu-west-1', type: 'aws.elb.load-balancer', id: 'net/web/50dc6c495c0c9188', view: 'details' },
  ],
  [
    `${ireland}/ec2/home?region=eu-west-1#LoadBalancer:loadBalancerArn=legacy-web`,
    { ...aws, region: 'eu-west-1', type: 'aws.elb.load-balancer', id: 'legacy-web', view: 'details' },
  ],
  [
    `${ireland}/ec2/home?region=eu-west-1#AutoScalingGroupDetails:id=web%20group;view=details`,
    { ...aws, region: 'eu-west-1', type: 'aws.autoscaling.group', id: 'web group', view: 'details' },
  ],
  [
    `${ireland}/ec2/home?region=eu-west-1#Settings:tab=ebsEncryption`,
    { ...aws, region: 'eu-west-1', type: 'aws.region', id: 'eu-west-1', view: 'ebs-encryption' },
  ],
  // IAM is global: its region says nothing
  ['https://us-east-1.console.aws.amazon.com/iam/home?region=eu-north-1#/users', { ...aws, type: 'aws.iam.user' }],
  [
    'https://console.aws.amazon.com/iamv2/home#/users/details/a%2Bb?section=security_credentials',
    { ...aws, type: 'aws.iam.user', id: 'a+b', view: 'security_credentials' },
  ],
  [`${ireland}/iam/home#/users/alice`, { ...aws, type: 'aws.iam.user', id: 'alice' }],
  [`${ireland}/iam/home#/roles/details/x`, { ...aws, type: 'aws.iam.role', id: 'x' }],
  [
    `${ireland}/iam/home?region=eu-west-1#/roles/details/x?section=trust_relationships`,
    { ...aws, type: 'aws.iam.role', id: 'x', view: 'trust_relationships' },
  ],
  ['https://console.aws.amazon.com/iam/home?#/roles/Support', { ...aws, type: 'aws.iam.role', id: 'Support' }],
  [
    'https://console.aws.amazon.com/iamv2/home#/groups/details/devs?section=users',
    { ...aws, type: 'aws.iam.group', id: 'devs', view: 'users' },
  ],
  [
    `${ireland}/iam/home#/policies/details/arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess?section=permissions`,
    { ...aws, type: 'aws.iam.policy', id: 'arn:aws:iam::aws:policy/AdministratorAccess', view: 'permissions' },
  ],
  [
    `${ireland}/iam/home#/policies/arn:aws:iam::111122223333:policy/old/shop`,
    { ...aws, type: 'aws.iam.policy', id: 'arn:aws:iam::111122223333:policy/old/shop' },
  ],
  [`${ireland}/iam/home#/policies/details/shop`, { ...aws, type: 'aws.iam.policy' }],
  [`${ireland}/iam/home#/identity_providers`, { ...aws, region: 'eu-west-1' }],
  [`${ireland}/iam/home#/account_settings`, { ...aws, type: 'aws.account', view: 'password-policy' }],
  // Clusters, jobs, projects, directories
  [
    `${ireland}/eks/clusters/orders?region=eu-west-1&selectedTab=cluster-networking-tab`,
    { ...aws, region: 'eu-west-1', type: 'aws.eks.cluster', id: 'orders', view: 'networking' },
  ],
  [
    `${ireland}/eks/home?region=eu-west-1#/clusters/orders?selectedTab=cluster-access-tab`,
    { ...aws, region: 'eu-west-1', type: 'aws.eks.cluster', id: 'orders', view: 'access' },
  ],
  [
    `${ireland}/eks/home?region=eu-west-1#/clusters/orders/nodegroups/workers`,
    { ...aws, region: 'eu-west-1', type: 'aws.eks.nodegroup', id: 'workers' },
  ],
  [
    `${ireland}/emr/home?region=eu-west-1#/clusterDetails/j-2AXXXXXXGAPLF`,
    { ...aws, region: 'eu-west-1', type: 'aws.emr.cluster', id: 'j-2AXXXXXXGAPLF' },
  ],
  [
    `${ireland}/gluestudio/home?region=eu-west-1#/editor/job/load%20orders/script`,
    { ...aws, region: 'eu-west-1', type: 'aws.glue.job', id: 'load orders' },
  ],
  [
    `${ireland}/codesuite/codebuild/projects/site/history?region=eu-west-1`,
    { ...aws, region: 'eu-west-1', type: 'aws.codebuild.project', id: 'site' },
  ],
  [`${ireland}/codesuite/codepipeline/pipelines/site/view?region=eu-west-1`, { ...aws, region: 'eu-west-1' }],
  [
    `${ireland}/directoryservicev2/home?region=eu-west-1#!/directories/d-926713b8c0`,
    { ...aws, region: 'eu-west-1', type: 'aws.ds.directory', id: 'd-926713b8c0' },
  ],
  [`${ireland}/organizations/v2/home/accounts?region=eu-west-1`, { ...aws, type: 'aws.organizations.organization' }],
  // CloudTrail, CloudWatch, SNS, KMS and Config
  [
    `${ireland}/cloudtrailv2/home?region=eu-west-1#/trails/arn:aws:cloudtrail:eu-west-1:111122223333:trail/all`,
    { ...aws, region: 'eu-west-1', type: 'aws.cloudtrail.trail', id: 'all' },
  ],
  [
    `${ireland}/cloudtrail/home?region=eu-west-1#/trails`,
    { ...aws, region: 'eu-west-1', type: 'aws.cloudtrail.trail' },
  ],
  [`${ireland}/cloudtrail/home?region=eu-west-1#/lake`, { ...aws, region: 'eu-west-1' }],
  [
    `${ireland}/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Forders$252355`,
    { ...aws, region: 'eu-west-1', type: 'aws.logs.log-group', id: '/aws/lambda/orders#55' },
  ],
  [
    `${ireland}/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$25E0$25A4$25A`,
    { ...aws, region: 'eu-west-1', type: 'aws.logs.log-group' },
  ],
  [
    `${ireland}/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/root%20usage?`,
    { ...aws, region: 'eu-west-1', type: 'aws.cloudwatch.alarm', id: 'root usage' },
  ],
  [
    `${ireland}/kms/home?region=eu-west-1#/kms/keys/mrk-0123456789abcdef0123456789abcdef/keyRotation`,
    { ...aws, region: 'eu-west-1', type: 'aws.kms.key', id: 'mrk-0123456789abcdef0123456789abcdef', view: 'rotation' },
  ],
  [`${ireland}/kms/home?region=eu-west-1#/kms/defaultKeys/1a2b3c4d`, { ...aws, region: 'eu-west-1' }],
  [
    `${ireland}/sns/v3/home?region=eu-west-1#/topic/arn:aws:sns:eu-west-1:111122223333:alerts.fifo`,
    { ...aws, region: 'eu-west-1', type: 'aws.sns.topic', id: 'alerts.fifo' },
  ],
  [`${ireland}/config/home?region=eu-west-1#/dashboard`, { ...aws, region: 'eu-west-1', type: 'aws.config.recorder' }],
  // Multi-session and the other partitions
  [
    'https://111122223333-efxjjxho.eu-west-1.console.aws.amazon.com/console/home',
    { ...aws, account: '111122223333', region: 'eu-west-1' },
  ],
  [
    'https://cn-north-1.console.amazonaws.cn/s3/buckets/b1?region=cn-north-1',
    { cloud: 'aws', partition: 'aws-cn', region: 'cn-north-1', type: 'aws.s3.bucket', id: 'b1' },
  ],
  [
    'https://console.amazonaws-us-gov.com/iam/home#/users',
    { cloud: 'aws', partition: 'aws-us-gov', type: 'aws.iam.user' },
  ],
  [
    'https://eusc-de-east-1.console.amazonaws-eusc.eu/ec2/home#InstanceDetails:instanceId=i-0a1b2c3d',
    {
      cloud: 'aws',
      partition: 'aws-eusc',
      region: 'eusc-de-east-1',
      type: 'aws.ec2.instance',
      id: 'i-0a1b2c3d',
      view: 'details',
    },
  ],
  // A region parameter that is none is as if it were not there
  [
    `${ireland}/s3/buckets/logs?region=evil.example/`,
    { ...aws, region: 'eu-west-1', type: 'aws.s3.bucket', id: 'logs' },
  ],
  // What has a policy of its own, and web front ends
  [`${ireland}/wafv2/homev2/web-acls?region=global`, { ...aws, type: 'aws.wafv2.web-acl' }],
  [
    'https://us-east-1.console.aws.amazon.com/wafv2/homev2/web-acl/shop/a1b2c3d4-5678/overview?region=eu-west-1',
    { ...aws, type: 'aws.wafv2.web-acl', id: 'shop/a1b2c3d4-5678' },
  ],
  [`${ireland}/wafv2/homev2/ip-sets?region=global`, { ...aws, region: 'eu-west-1' }],
  [`${ireland}/lambda/home?region=eu-west-1#/functions`, { ...aws, region: 'eu-west-1', type: 'aws.lambda.function' }],
  [
    `${ireland}/lambda/home?region=eu-west-1#/functions/resize/aliases/live?tab=configure`,
    { ...aws, region: 'eu-west-1', type: 'aws.lambda.function', id: 'resize', view: 'permissions' },
  ],
  [
    `${ireland}/lambda/home?region=eu-west-1#/functions/arn:aws:lambda:eu-west-1:111122223333:function:resize`,
    { ...aws, region: 'eu-west-1', type: 'aws.lambda.function', id: 'resize' },
  ],
  [`${ireland}/lambda/home?region=eu-west-1#/layers/x`, { ...aws, region: 'eu-west-1' }],
  [`${ireland}/sqs/v3/home?region=eu-west-1#/queues`, { ...aws, region: 'eu-west-1', type: 'aws.sqs.queue' }],
  [
    `${ireland}/sqs/v3/home?region=eu-west-1#/queues/https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F111122223333%2Fa.fifo`,
    { ...aws, region: 'eu-west-1', type: 'aws.sqs.queue', id: 'a.fifo' },
  ],
  [
    `${ireland}/secretsmanager/listsecrets?region=eu-west-1`,
    { ...aws, region: 'eu-west-1', type: 'aws.secretsmanager.secret' },
  ],
  [
    `${ireland}/secretsmanager/home?region=eu-west-1#!/secret?name=prod%2Fdb`,
    { ...aws, region: 'eu-west-1', type: 'aws.secretsmanager.secret', id: 'prod/db' },
  ],
  [`${ireland}/events/home?region=eu-west-1#/eventbus/default/rules/nightly`, { ...aws, region: 'eu-west-1' }],
  [`${ireland}/events/home?region=eu-west-1#/eventbuses`, { ...aws, region: 'eu-west-1', type: 'aws.events.bus' }],
  [
    `${ireland}/ecr/repositories/private/111122223333/shop/web/_/details?region=eu-west-1`,
    { ...aws, region: 'eu-west-1', type: 'aws.ecr.repository', id: 'shop/web' },
  ],
  [`${ireland}/ecr/repositories/public/111122223333/x?region=eu-west-1`, { ...aws, region: 'eu-west-1' }],
  [
    `${ireland}/apigateway/main/apis/a1b2c3/stages?api=a1b2c3&region=eu-west-1`,
    { ...aws, region: 'eu-west-1', type: 'aws.apigateway.stage' },
  ],
  [`${ireland}/apigateway/main/apis/a1b2c3/resources?api=a1b2c3`, { ...aws, region: 'eu-west-1' }],
  [
    `${ireland}/cloudfront/v4/home?region=eu-west-1#/distributions/E1A2B3C4/invalidations`,
    { ...aws, type: 'aws.cloudfront.distribution', id: 'E1A2B3C4' },
  ],
  [
    `${ireland}/states/home?region=eu-west-1#/statemachines`,
    { ...aws, region: 'eu-west-1', type: 'aws.sfn.state-machine' },
  ],
  // Azure: any tenant form, any case
  [
    `https://portal.azure.com/#@contoso.onmicrosoft.com/resource${nsg}/inboundSecurityRules`,
    { ...azure, account: sub, type: 'azure.network.security-group', id: nsg, view: 'inboundSecurityRules' },
  ],
  [
    `https://portal.azure.com/#resource${nsg}`,
    { ...azure, account: sub, type: 'azure.network.security-group', id: nsg },
  ],
  [
    `https://ms.portal.azure.com/?feature=x#@/resource${nsg.toUpperCase()}`,
    {
      ...azure,
      account: sub,
      type: 'azure.network.security-group',
      id: nsg.toUpperCase().replace('/SUBSCRIPTIONS', '/SUBSCRIPTIONS'),
    },
  ],
  [`https://portal.azure.com/#@/resource${nsg}/securityRules/allow-ssh`, { ...azure, account: sub }],
  [`https://portal.azure.com/#@/resource/subscriptions/${sub}/resourceGroups/rg/overview`, { ...azure, account: sub }],
  [
    `https://portal.azure.us/#@/resource/subscriptions/${sub}/overview`,
    {
      cloud: 'azure',
      partition: 'azure-us-gov',
      account: sub,
      type: 'azure.subscription',
      id: `/subscriptions/${sub}`,
      view: 'overview',
    },
  ],
  [
    'https://portal.azure.com/#browse/Microsoft.Network%2FNetworkSecurityGroups',
    { ...azure, type: 'azure.network.security-group' },
  ],
  [
    'https://portal.azure.com/#view/HubsExtension/BrowseResource/resourceType/Microsoft.Storage%2FStorageAccounts',
    { ...azure, type: 'azure.storage.account' },
  ],
  [
    `https://portal.azure.com/#view/Microsoft_Azure_Security/PolicyMenuBlade/~/pricingTier/subscriptionId/${sub}`,
    { ...azure, account: sub },
  ],
  ['https://portal.azure.com/#home', azure],
  ['https://portal.azure.com/#@/resource/%E0%A4%A', azure],
  // Google: matrix parameters, the project selector, both spellings of lists
  [`${google}/networking/firewalls/list?project=acme-shop`, { ...gcp, type: 'gcp.compute.firewall' }],
  [
    `${google}/networking/firewalls/details/default-allow-ssh?authuser=1&project=acme-shop`,
    { ...gcp, type: 'gcp.compute.firewall', id: 'default-allow-ssh', view: 'details' },
  ],
  [
    `${google}/net-security/firewall-manager/firewall-policies/list?project=acme-shop`,
    { ...gcp, type: 'gcp.compute.firewall' },
  ],
  [`${google}/compute/instances?project=acme-shop`, { ...gcp, type: 'gcp.compute.instance' }],
  [
    `${google}/compute/instancesEdit/zones/us-central1-a/instances/web-1?project=acme-shop`,
    { ...gcp, type: 'gcp.compute.instance', region: 'us-central1-a', id: 'web-1', view: 'edit' },
  ],
  [
    `${google}/storage/browser/acme_shop.uploads;tab=permissions?project=acme-shop`,
    { ...gcp, type: 'gcp.storage.bucket', id: 'acme_shop.uploads', view: 'permissions' },
  ],
  [`${google}/projectselector2/storage/browser?project=acme-shop`, { ...gcp, type: 'gcp.storage.bucket' }],
  [`${google}/storage/browser/_details/b/o?project=acme-shop`, gcp],
  [
    `${google}/compute/metadata;a=b?project=acme-shop`,
    { ...gcp, type: 'gcp.project', view: 'metadata', id: 'acme-shop' },
  ],
  [`${google}/storage/browser/logs`, { cloud: 'gcp', partition: 'gcp', type: 'gcp.storage.bucket', id: 'logs' }],
  [`${google}/compute/instances?project=a%20b`, { cloud: 'gcp', partition: 'gcp', type: 'gcp.compute.instance' }],
]

/** Addresses that look like consoles and are none. */
export const strangers: readonly string[] = [
  '',
  'not an address',
  'javascript:alert(1)//console.aws.amazon.com',
  'http://console.aws.amazon.com/',
  '//console.aws.amazon.com/',
  'https:\\\\console.aws.amazon.com\\',
  'https://evil.example\\@console.aws.amazon.com/',
  'https://evilconsole.aws.amazon.com/',
  'https://console.aws.amazon.com.evil.example/',
  'https://console.aws.amazon.com:8443/',
  'https://user:pw@console.aws.amazon.com/',
  'https://x.console.aws.amazon.com/',
  'https://11112222333-abc.eu-west-1.console.aws.amazon.com/',
  'https://cn-north-1.console.aws.amazon.com/',
  'https://us-east-1.console.amazonaws.cn/',
  'https://us-iso-east-1.console.aws.amazon.com/',
  'https://aws.amazon.com/',
  'https://console.constructor.prototype/',
  'https://portal.azure.com.evil.example/#home',
  'https://a.b.portal.azure.com/#home',
  'https://evilportal.azure.com/',
  'https://console.cloud.google.com.evil.example/compute/instances?project=p',
  'https://cloud.google.com/compute/instances?project=p',
  `https://console.aws.amazon.com/${'a'.repeat(10_000)}`,
]
