import type { DescribeStateMachineOutput, SFNClient, StateMachineListItem } from '@aws-sdk/client-sfn'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly machine: Partial<StateMachineListItem>
  readonly details?: Partial<DescribeStateMachineOutput> | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

const detailFields = {
  status: z.string().optional(),
  roleArn: z.string().optional(),
  /** `OFF`, `FATAL`, `ERROR` or `ALL`. */
  logLevel: z.string().optional(),
  logGroupArn: z.string().optional(),
  isTraced: z.boolean().optional(),
  kmsKeyId: z.string().optional(),
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export const sfnStateMachine = defineAwsType({
  type: 'aws.sfn.state-machine',
  label: 'State machine',
  code: 'STATE_MACHINE',
  service: 'Step Functions',
  scope: 'region',
  isPaced: true,
  permissions: ['states:ListStateMachines', 'states:DescribeStateMachine', 'tag:GetResources'],
  relations: {
    role: { type: 'aws.iam.role', key: 'roleArn', label: 'Execution role' },
    logGroup: { type: 'aws.logs.log-group', key: 'logGroupArn', label: 'Log group' },
    key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'Encryption key' },
  },
  fields: z.object({
    /** `STANDARD` or `EXPRESS`. */
    kind: z.string().optional(),
    created: z.string().optional(),
    ...detailFields,
  }),

  async *list(context) {
    const { paginateListStateMachines } = await import('@aws-sdk/client-sfn')
    const tagsOf = lazyTags(context, ['states:stateMachine'])
    const client = await context.clients.sfn()
    async function* machines() {
      for await (const { stateMachines = [] } of paginateListStateMachines({ client, pageSize: 1000 }, {}))
        yield* stateMachines
    }
    yield* concurrently(machines(), machinesAtOnce, async (machine) => {
      const own = context.reader()
      const arn = machine.stateMachineArn ?? ''
      const asked = own(Object.keys(detailFields), () => describe(client, arn))
      const [tags, details] = await Promise.all([tagsOf(), asked])
      return { machine, details, tags: tags.of(arn), unread: [...tags.unread, ...own.unread] }
    })
  },

  async one(context, arn) {
    const client = await context.clients.sfn()
    const details = await unlessAbsent(['StateMachineDoesNotExist'], () => describe(client, arn))
    if (!details) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    return { machine: details, details, tags, unread: ask.unread }
  },

  normalise: ({ machine, details, tags, unread = [] }: Raw, { region }) => {
    const { loggingConfiguration: logging } = details ?? {}
    const logGroup = logging?.destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn
    return {
      id: machine.stateMachineArn ?? '',
      name: machine.name ?? '',
      region,
      tags: tags ?? {},
      config: {
        kind: machine.type,
        created: isoTime(machine.creationDate),
        ...(details && {
          status: details.status,
          roleArn: details.roleArn,
          logLevel: logging?.level ?? 'OFF',
          logGroupArn: logGroup?.replace(/:\*$/, ''),
          isTraced: details.tracingConfiguration?.enabled === true,
          kmsKeyId: details.encryptionConfiguration?.kmsKeyId,
        }),
      },
      unread,
    }
  },
})

const machinesAtOnce = 4

/** Without its definition, which may hold secrets, and may be encrypted. */
async function describe(client: SFNClient, stateMachineArn: string): Promise<Partial<DescribeStateMachineOutput>> {
  const { DescribeStateMachineCommand } = await import('@aws-sdk/client-sfn')
  const answer = await client.send(new DescribeStateMachineCommand({ stateMachineArn, includedData: 'METADATA_ONLY' }))
  const { definition: _secret, ...shown } = answer
  return shown
}
