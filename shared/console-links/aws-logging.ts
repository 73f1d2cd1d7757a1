import type { Area } from './aws-area.ts'

/** CloudTrail, CloudWatch, SNS, Config and KMS. */
export const awsLogging: Area = { ids: {}, links: {} }
