import { z } from '@hono/zod-openapi'
import { runStates } from '../../shared/run.ts'
import { count, time } from './scalars.ts'

export const runSchema = z
  .object({
    id: z.string(),
    connectorId: z.string(),
    state: z.enum(runStates),
    trigger: z.enum(['schedule', 'person']),
    queued: time,
    started: time.optional(),
    ended: time.optional(),
    shards: count,
    shardsDone: count,
    step: z.string().optional(),
    resources: count,
    evaluations: count,
    apiCalls: count,
    written: count,
    errors: count,
    reason: z.string().optional(),
  })
  .openapi('Run')

export const runErrorSchema = z
  .object({
    type: z.string(),
    region: z.string(),
    operation: z.string(),
    permission: z.string().optional(),
    reason: z.string(),
    count,
  })
  .openapi('RunError')
