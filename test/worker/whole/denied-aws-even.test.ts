import { describeDenials } from './denials.ts'
import { awsLosses } from './losses-aws.ts'

// There are many operations: every other one of them, so that two files share the work.
describeDenials('aws', awsLosses, { part: 0, of: 2 })
