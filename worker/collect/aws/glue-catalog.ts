import type { DataCatalogEncryptionSettings } from '@aws-sdk/client-glue'
import { z } from 'zod'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { arnOf } from './arn.ts'

/** The Data Catalog that an account has in each region, whether it uses it or not. */
export const glueCatalog = defineAwsType({
  type: 'aws.glue.catalog',
  label: 'Glue Data Catalog',
  code: 'GLUE_CATALOG',
  service: 'Glue',
  scope: 'region',
  permissions: ['glue:GetDataCatalogEncryptionSettings'],
  relations: { key: { type: 'aws.kms.key', key: 'encryptionKey', label: 'Key' } },
  fields: z.object({
    /** How metadata is encrypted: `DISABLED`, `SSE-KMS`, `SSE-KMS-WITH-SERVICE-ROLE`. */
    encryptionMode: z.string().optional(),
    encryptionKey: z.string().optional(),
    /** Passwords of connections are given out encrypted only. */
    encryptsPasswords: z.boolean(),
    passwordKey: z.string().optional(),
  }),

  async *list(context) {
    yield await read(context)
  },

  one: (context) => read(context),

  normalise: ({ EncryptionAtRest: metadata, ConnectionPasswordEncryption: passwords }: Raw, context) => ({
    id: arnOf('glue', context, 'catalog'),
    name: `Data Catalog ${context.region}`,
    region: context.region,
    config: {
      encryptionMode: metadata?.CatalogEncryptionMode,
      encryptionKey: metadata?.SseAwsKmsKeyId,
      encryptsPasswords: passwords?.ReturnConnectionPasswordEncrypted === true,
      passwordKey: passwords?.AwsKmsKeyId,
    },
  }),
})

type Raw = DataCatalogEncryptionSettings

/** https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataCatalogEncryptionSettings.html */
async function read({ clients }: CollectContext<'aws'>): Promise<Raw> {
  const { GetDataCatalogEncryptionSettingsCommand } = await import('@aws-sdk/client-glue')
  const client = await clients.glue()
  return (await client.send(new GetDataCatalogEncryptionSettingsCommand({}))).DataCatalogEncryptionSettings ?? {}
}
