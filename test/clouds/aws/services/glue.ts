import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

export type GlueEstate = {
  /** Settings of a region's catalog; nothing is encrypted where absent. */
  catalogs?: { region: string; key?: string; encryptsPasswords?: boolean }[]
  jobs?: GlueJob[]
}

export type GlueJob = {
  arn: string
  name: string
  created: string
  role?: string
  securityConfiguration?: string
  tags?: Record<string, string>
}

/** https://docs.aws.amazon.com/glue/latest/webapi/API_Operations.html; times are seconds since 1970. */
export const glue = answerJson({
  GetDataCatalogEncryptionSettings({ region }, { glue: held }) {
    const { key, encryptsPasswords = false } = held?.catalogs?.find((one) => one.region === region) ?? {}
    return {
      DataCatalogEncryptionSettings: {
        EncryptionAtRest: key
          ? { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: key }
          : { CatalogEncryptionMode: 'DISABLED' },
        ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: encryptsPasswords },
      },
    }
  },

  GetJobs({ region, parameters: { NextToken: token, MaxResults: size } }, account, world) {
    const { items, next } = jsonPage(jobsIn(account, region), { token, size, world })
    return { Jobs: items.map(toJob), ...(next ? { NextToken: next } : {}) }
  },

  GetJob({ region, parameters: { JobName } }, account) {
    const job = jobsIn(account, region).find(({ name }) => name === JobName)
    if (!job) throw new AwsRefusal(400, 'EntityNotFoundException', `Entity not found: ${JobName}`)
    return { Job: toJob(job) }
  },
})

const jobsIn = ({ glue: held }: AwsAccount, region: string) =>
  held?.jobs?.filter(({ arn }) => arn.split(':')[3] === region) ?? []

const toJob = ({ name, created, role, securityConfiguration }: GlueJob) => ({
  ...{ Name: name, Role: role, CreatedOn: Date.parse(created) / 1000, LastModifiedOn: Date.parse(created) / 1000 },
  Command: { Name: 'glueetl', ScriptLocation: `s3://aws-glue-assets/${name}.py`, PythonVersion: '3' },
  DefaultArguments: { '--password': 'simulated-secret' },
  ...{ GlueVersion: '5.0', Connections: { Connections: ['warehouse'] } },
  ...(securityConfiguration ? { SecurityConfiguration: securityConfiguration } : {}),
})
