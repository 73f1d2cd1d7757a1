/**
 * The region in which a partition keeps its global services, STS and IAM among them.
 * https://docs.aws.amazon.com/general/latest/gr/iam-service.html
 */
export function homeRegion(partition: string): string | undefined {
  return homes[partition]
}

const homes: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-cn': 'cn-north-1',
  'aws-eusc': 'eusc-de-east-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
}

/** Partition and account of a role's ARN. */
export function parseRoleArn(roleArn: string): { readonly partition: string; readonly account: string } | undefined {
  const [, partition, account] = /^arn:(aws[\w-]*):iam::(\d{12}):role\//.exec(roleArn) ?? []
  return partition && account ? { partition, account } : undefined
}
