import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './call.ts'
import { type Ec2Answer, paged } from './ec2-answer.ts'
import { groupAnswers } from './ec2-groups.ts'
import { instanceAnswers } from './ec2-instances.ts'
import { routeAnswers } from './ec2-routes.ts'
import { vpcAnswers } from './ec2-vpcs.ts'
import { element, field, list } from './xml.ts'

export function answerEc2(call: AwsCall, world: AwsWorld): AwsAnswer {
  const { account, action } = call
  const answer = account && answers[action]?.(call, account, world)
  if (answer === undefined)
    throw new AwsRefusal(400, 'InvalidAction', `The action ${action} is not valid for this web service.`)
  return { body: element(`${action}Response`, field('requestId', 'simulated'), answer) }
}

const answers: Readonly<Record<string, Ec2Answer>> = {
  DescribeRegions({ input }, { regions }) {
    const region = (name: string, status: string) =>
      field('regionName', name) + field('regionEndpoint', `ec2.${name}.amazonaws.com`) + field('optInStatus', status)
    const disabled = input.get('AllRegions') === 'true' ? regions.disabled : []
    return list('regionInfo', [
      ...regions.enabled.map((name) => region(name, optIn.has(name) ? 'opted-in' : 'opt-in-not-required')),
      ...disabled.map((name) => region(name, 'not-opted-in')),
    ])
  },

  GetEbsEncryptionByDefault: ({ region }, { encryptedRegions }) =>
    field('ebsEncryptionByDefault', encryptedRegions.includes(region)),

  GetManagedPrefixListEntries(call, { prefixLists }, world) {
    const id = call.input.get('PrefixListId')
    const found = prefixLists.find((one) => one.id === id && one.region === call.region)
    if (!found) throw new AwsRefusal(400, 'InvalidPrefixListID.NotFound', `The prefix list ID '${id}' does not exist`)
    return paged(call, world, 'entrySet', found.cidrs, (cidr) => field('cidr', cidr))
  },

  ...{ ...vpcAnswers, ...routeAnswers, ...groupAnswers, ...instanceAnswers },
}

/** Regions that an account has to opt into. */
const optIn = new Set(['af-south-1', 'ap-east-1', 'eu-south-1', 'me-south-1', 'me-central-1', 'il-central-1'])
