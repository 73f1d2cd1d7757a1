import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

export type DsEstate = { directories: Directory[] }

export type Directory = {
  arn: string
  name: string
  created: string
  kind?: string
  vpc: string
  subnets: string[]
  group?: string
  /** Log group that its events go to. */
  logGroup?: string
  tags?: Record<string, string>
}

/** https://docs.aws.amazon.com/directoryservice/latest/devguide/API_Operations.html; times are seconds since 1970. */
export const ds = answerJson({
  DescribeDirectories({ region, parameters: { DirectoryIds: ids, NextToken: token } }, account, world) {
    const held = directoriesIn(account, region)
    const wanted = Array.isArray(ids) ? held.filter((one) => ids.includes(idOf(one))) : held
    if (Array.isArray(ids) && wanted.length < ids.length)
      throw new AwsRefusal(400, 'EntityDoesNotExistException', 'Directory does not exist.')
    const { items, next } = jsonPage(wanted, { token, world })
    return { DirectoryDescriptions: items.map(toDirectory), ...(next ? { NextToken: next } : {}) }
  },

  ListLogSubscriptions({ region, parameters: { DirectoryId: id, NextToken: token } }, account, world) {
    const logged = directoriesIn(account, region).filter((one) => one.logGroup && (!id || idOf(one) === id))
    const { items, next } = jsonPage(logged, { token, world })
    return {
      LogSubscriptions: items.map((one) => ({ DirectoryId: idOf(one), LogGroupName: one.logGroup })),
      ...(next ? { NextToken: next } : {}),
    }
  },
})

const idOf = ({ arn }: Directory) => arn.slice(arn.lastIndexOf('/') + 1)

const directoriesIn = ({ ds: held }: AwsAccount, region: string) =>
  held?.directories.filter(({ arn }) => arn.split(':')[3] === region) ?? []

const toDirectory = (directory: Directory) => ({
  ...{ DirectoryId: idOf(directory), Name: directory.name, ShortName: 'corp', Alias: idOf(directory) },
  ...{ Type: directory.kind ?? 'MicrosoftAD', Edition: 'Standard', Stage: 'Active', SsoEnabled: false },
  LaunchTime: Date.parse(directory.created) / 1000,
  VpcSettings: { VpcId: directory.vpc, SubnetIds: directory.subnets, SecurityGroupId: directory.group },
  ...{ RadiusStatus: 'Completed', RadiusSettings: { SharedSecret: 'simulated-secret', AuthenticationProtocol: 'PAP' } },
})
