import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

export type StateMachine = {
  arn: string
  region: string
  kind: 'STANDARD' | 'EXPRESS'
  created: string
  role: string
  definition: string
  /** ARN of the log group that everything is logged to. */
  logGroup?: string
  tags?: Record<string, string>
}

/** What an account holds of it. */
export type SfnEstate = { machines: StateMachine[] }

export const sfn = answerJson({
  ListStateMachines({ region, parameters }, account, world) {
    const here = machinesOf(account).filter((machine) => machine.region === region)
    const { items, next } = jsonPage(here, { token: parameters.nextToken, size: parameters.maxResults, world })
    return { stateMachines: items.map(listed), ...(next && { nextToken: next }) }
  },

  DescribeStateMachine({ parameters }, account) {
    const machine = machinesOf(account).find(({ arn }) => arn === parameters.stateMachineArn)
    if (!machine) throw new AwsRefusal(400, 'StateMachineDoesNotExist', 'State Machine Does Not Exist')
    const { definition, role, logGroup } = machine
    return {
      ...listed(machine),
      status: 'ACTIVE',
      definition: parameters.includedData === 'METADATA_ONLY' ? '' : definition,
      roleArn: role,
      loggingConfiguration: logGroup
        ? {
            ...{ level: 'ALL', includeExecutionData: false },
            destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: `${logGroup}:*` } }],
          }
        : { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    }
  },
})

const machinesOf = ({ sfn }: AwsAccount) => sfn?.machines ?? []

const listed = ({ arn, kind, created }: StateMachine) => ({
  stateMachineArn: arn,
  name: arn.slice(arn.lastIndexOf(':') + 1),
  type: kind,
  creationDate: Date.parse(created) / 1000,
})
