import { answerJson, jsonPage } from '../json.ts'

/** What an account holds of it: the instances of IAM Identity Center that it sees. */
export type SsoEstate = { instances: { id: string; region: string }[] }

export const sso = answerJson({
  ListInstances({ parameters, region }, { id, sso: estate }, world) {
    const own = (estate?.instances ?? []).filter((instance) => instance.region === region)
    const { items, next } = jsonPage(own, { token: parameters.NextToken, size: parameters.MaxResults, world })
    const Instances = items.map((one) => ({
      ...{ InstanceArn: `arn:aws:sso:::instance/${one.id}`, IdentityStoreId: 'd-1234567890' },
      ...{ OwnerAccountId: id, Status: 'ACTIVE' },
    }))
    return { Instances, ...(next && { NextToken: next }) }
  },
})
