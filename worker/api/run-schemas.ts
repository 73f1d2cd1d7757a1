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

export const shardProgressSchema = z
  .object({
    service: z.string(),
    region: z.string().openapi({ description: '`global` for what is listed once for all regions.' }),
    waiting: count,
    reading: count,
    done: count,
    failed: count.openapi({ description: 'Read, but not whole: an operation failed.' }),
    resources: count.openapi({ description: 'Found so far.' }),
  })
  .openapi('ShardProgress')

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
