import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type LambdaFunction = {
  arn: string
  region: string
  role: string
  runtime: string
  modified: string
  /** Name of its log group, where it is not the usual one. */
  logGroup?: string
  environment?: Record<string, string>
  vpc?: { id: string; subnets: string[]; groups: string[] }
  /** The JSON text of its policy. */
  policy?: string
  aliases?: { name: string; policy?: string }[]
  tags?: Record<string, string>
}

/** What an account holds of it. */
export type LambdaEstate = { functions: LambdaFunction[] }

export const lambdaRoutes: readonly Route[] = [
  ['GET', '/2015-03-31/functions', 'ListFunctions'],
  ['GET', '/2015-03-31/functions/{FunctionName}/configuration', 'GetFunctionConfiguration'],
  ['GET', '/2015-03-31/functions/{FunctionName}/policy', 'GetPolicy'],
  ['GET', '/2015-03-31/functions/{FunctionName}/aliases', 'ListAliases'],
]

export const lambda = answerJson({
  ListFunctions({ region, parameters }, account, world) {
    const here = functionsOf(account).filter((one) => one.region === region)
    const { items, next } = jsonPage(here, { token: parameters.Marker, size: parameters.MaxItems, world })
    return { Functions: items.map(configuration), NextMarker: next ?? null }
  },

  GetFunctionConfiguration: ({ parameters }, account) => ({
    ...configuration(find(account, parameters.FunctionName)),
    State: 'Active',
    LastUpdateStatus: 'Successful',
  }),

  GetPolicy({ parameters }, account) {
    const { policy, aliases } = find(account, parameters.FunctionName)
    const { Qualifier: alias } = parameters
    const text = alias === undefined ? policy : aliases?.find(({ name }) => name === alias)?.policy
    if (text === undefined) throw notFound
    return { Policy: text, RevisionId: '00000000-0000-0000-0000-000000000000' }
  },

  ListAliases({ parameters }, account, world) {
    const { arn, aliases = [] } = find(account, parameters.FunctionName)
    const { items, next } = jsonPage(aliases, { token: parameters.Marker, size: parameters.MaxItems, world })
    const alias = ({ name }: { readonly name: string }) => ({
      AliasArn: `${arn}:${name}`,
      Name: name,
      FunctionVersion: '1',
    })
    return { Aliases: items.map(alias), NextMarker: next ?? null }
  },
})

const notFound = new AwsRefusal(404, 'ResourceNotFoundException', 'The resource you requested does not exist.')

const functionsOf = ({ lambda }: AwsAccount) => lambda?.functions ?? []

function find(account: AwsAccount, wanted: unknown): LambdaFunction {
  const found = functionsOf(account).find(({ arn }) => arn === wanted)
  if (!found) throw notFound
  return found
}

const configuration = ({ arn, role, runtime, modified, logGroup, environment, vpc }: LambdaFunction) => {
  const name = arn.slice(arn.lastIndexOf(':') + 1)
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: runtime,
    Role: role,
    Handler: 'index.handler',
    CodeSize: 1024,
    Description: '',
    Timeout: 30,
    MemorySize: 128,
    LastModified: modified.replace('Z', '+0000'),
    CodeSha256: 'c2ltdWxhdGVk',
    Version: '$LATEST',
    VpcConfig: { SubnetIds: vpc?.subnets ?? [], SecurityGroupIds: vpc?.groups ?? [], VpcId: vpc?.id ?? '' },
    ...(environment && { Environment: { Variables: environment } }),
    TracingConfig: { Mode: 'PassThrough' },
    PackageType: 'Zip',
    Architectures: ['arm64'],
    LoggingConfig: { LogFormat: 'Text', LogGroup: logGroup ?? `/aws/lambda/${name}` },
  }
}
