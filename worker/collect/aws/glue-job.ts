import type { Job } from '@aws-sdk/client-glue'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf, gone, parseArn } from './arn.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = { readonly job: Job; readonly tags?: TagMap | undefined; readonly unread?: readonly Unread[] }

/** Never the arguments of a job: people keep passwords in them. */
export const glueJob = defineAwsType({
  type: 'aws.glue.job',
  label: 'Glue job',
  code: 'GLUE_JOB',
  service: 'Glue',
  scope: 'region',
  permissions: ['glue:GetJobs', 'glue:GetJob', 'tag:GetResources'],
  relations: { role: { type: 'aws.iam.role', key: 'role', label: 'Role' } },
  fields: z.object({
    /** ARN, or name as it was given. */
    role: z.string().optional(),
    created: z.string().optional(),
    modified: z.string().optional(),
    glueVersion: z.string().optional(),
    /** `glueetl`, `gluestreaming`, `pythonshell`. */
    kind: z.string().optional(),
    scriptLocation: z.string().optional(),
    /** Name of the settings that encrypt what the job writes; absent where there are none. */
    securityConfiguration: z.string().optional(),
    connections: z.array(z.string()),
  }),

  async *list(context) {
    const { paginateGetJobs } = await import('@aws-sdk/client-glue')
    const client = await context.clients.glue()
    const tagsOf = lazyTags(context, ['glue:job'])
    for await (const { Jobs = [] } of paginateGetJobs({ client, pageSize: 100 }, {}))
      for (const job of Jobs) {
        const tags = await tagsOf()
        yield { job, tags: tags.of(jobArn(context, job)), unread: tags.unread }
      }
  },

  async one(context, arn) {
    const { GetJobCommand } = await import('@aws-sdk/client-glue')
    const client = await context.clients.glue()
    const found = await unlessAbsent(gone, () => client.send(new GetJobCommand({ JobName: parseArn(arn).id })))
    if (!found?.Job) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    return { job: found.Job, tags, unread: ask.unread }
  },

  normalise: ({ job, tags = {}, unread = [] }: Raw, context) => ({
    id: jobArn(context, job),
    name: job.Name ?? '',
    region: context.region,
    tags,
    config: {
      role: job.Role,
      created: isoTime(job.CreatedOn),
      modified: isoTime(job.LastModifiedOn),
      glueVersion: job.GlueVersion,
      kind: job.Command?.Name,
      scriptLocation: job.Command?.ScriptLocation,
      securityConfiguration: job.SecurityConfiguration || undefined,
      connections: [...(job.Connections?.Connections ?? [])],
    },
    unread,
  }),
})

const jobArn = (place: { partition: string; region: string; account: string }, { Name = '' }: Job) =>
  arnOf('glue', place, `job/${Name}`)
