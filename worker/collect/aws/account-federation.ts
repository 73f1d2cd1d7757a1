import { z } from 'zod'
import { OperationError } from '../../operation-error.ts'
import type { CollectContext } from '../../resource-type.ts'
import { defineAccountAspect } from './account-aspect.ts'
import { enabledRegions } from './enabled-regions.ts'

/** How people may sign in with an identity that is kept elsewhere. */
export const accountFederation = defineAccountAspect({
  permissions: ['iam:ListSAMLProviders', 'sso:ListInstances', 'ec2:DescribeRegions'],
  fields: {
    /** Names of the SAML providers; IAM Identity Center makes one in every account that it serves. */
    samlProviders: z.array(z.string()).optional(),
    /** ARNs of the instances of IAM Identity Center; looked for only where there is no SAML provider. */
    identityCenters: z.array(z.string()).optional(),
  },

  async read(context, ask) {
    const { ListSAMLProvidersCommand } = await import('@aws-sdk/client-iam')
    const iam = await context.clients.iam()
    const saml = await ask(['samlProviders'], () => iam.send(new ListSAMLProvidersCommand({})))
    const samlProviders = saml && (saml.SAMLProviderList ?? []).flatMap(({ Arn }) => Arn ?? [])
    if (!samlProviders || samlProviders.length > 0) return { samlProviders }
    return { samlProviders, identityCenters: await ask(['identityCenters'], () => identityCenters(context)) }
  },

  toFields: ({ samlProviders, identityCenters }) => ({
    config: {
      samlProviders: samlProviders?.map((arn) => arn.slice(arn.indexOf('/') + 1)).sort(),
      ...(identityCenters && { identityCenters: [...identityCenters].sort() }),
    },
  }),
})

/**
 * The instances of the first region that has one: there is one for an organization, and each region tells its own alone.
 * Where none has one, every region must have said so.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html
 */
async function identityCenters({ clients }: CollectContext<'aws'>): Promise<string[]> {
  const { paginateListInstances } = await import('@aws-sdk/client-sso-admin')
  let failure: unknown
  for (const region of await enabledRegions(clients)) {
    const found: string[] = []
    try {
      for await (const { Instances = [] } of paginateListInstances({ client: await clients.sso(region) }, {}))
        found.push(...Instances.flatMap(({ InstanceArn }) => InstanceArn ?? []))
    } catch (error) {
      // Where AWS does not offer it, nobody has one.
      if (!(error instanceof OperationError && error.code === 'NotOffered')) failure ??= error
    }
    if (found.length > 0) return found
  }
  if (failure !== undefined) throw failure
  return []
}
