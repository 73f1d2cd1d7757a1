import { describeDenials } from './denials.ts'
import { awsLosses } from './losses-aws.ts'

// There are many operations: the others.
describeDenials('aws', awsLosses, { part: 1, of: 2 })
