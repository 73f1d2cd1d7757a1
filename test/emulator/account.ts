import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import type { AwsClientTypes } from '../../worker/clients.ts'
import { awsClientMakers } from '../../worker/connectors/aws-client-makers.ts'
import type { Expectation, Verdicts } from './expectation.ts'

/** An account of the emulator: clients that fill it, and the answers that it is to be given. */
export type Account = {
  /** Address of the emulator. */
  readonly url: string
  readonly id: string
  readonly roleArn: string
  /** Region of what is only needed once. */
  readonly home: string
  readonly regions: readonly string[]
  readonly client: <Service extends keyof AwsClientTypes>(
    service: Service,
    region?: string,
  ) => Promise<AwsClientTypes[Service]>
  /** What AWS's documents and the logic of the controls ask for; `resource` is its name or its id. */
  readonly expect: (resource: string, verdicts: Verdicts) => void
  /** The same for all resources that nobody named: those that every account has from the start. */
  readonly expectOthers: (verdicts: Verdicts) => void
  readonly expectations: readonly Expectation[]
}

type Options = { readonly url: string; readonly id: string; readonly regions: readonly string[] }

const nobody = { accessKeyId: 'nobody', secretAccessKey: 'nothing' }

/** Signs in to an account of the emulator, which there are as many of as one assumes roles in. */
export async function openAccount({ url, id, regions }: Options): Promise<Account> {
  const [home = 'us-east-1'] = regions
  const roleArn = `arn:aws:iam::${id}:role/Plumbline`
  const sts = new STSClient({ endpoint: url, region: home, credentials: nobody })
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'fill' }))
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
  const expectations: Expectation[] = []
  const made = new Map<string, unknown>()

  return {
    url,
    id,
    roleArn,
    home,
    regions,
    client: async <Service extends keyof AwsClientTypes>(service: Service, region = home) => {
      const key = `${service} ${region}`
      const settings = { region, endpoint: url, credentials, maxAttempts: 1, retryMode: 'standard', requestHandler: {} }
      const client =
        (made.get(key) as AwsClientTypes[Service] | undefined) ?? (await awsClientMakers[service](settings))
      made.set(key, client)
      return client
    },
    expect: (resource, verdicts) => expectations.push({ account: id, resource, verdicts }),
    expectOthers: (verdicts) => expectations.push({ account: id, verdicts }),
    expectations,
  }
}
