import type { ServerCertificateMetadata } from '@aws-sdk/client-iam'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { isoTime } from './values.ts'

type Raw = { readonly certificate: ServerCertificateMetadata }

/** A certificate for TLS that was uploaded to IAM, from before there was Certificate Manager; the console shows none. */
export const iamServerCertificate = defineAwsType({
  type: 'aws.iam.server-certificate',
  label: 'IAM server certificate',
  code: 'IAM_SERVER_CERTIFICATE',
  service: 'IAM',
  scope: 'global',
  permissions: ['iam:ListServerCertificates', 'iam:GetServerCertificate'],
  fields: z.object({
    certificateName: z.string(),
    certificateId: z.string(),
    path: z.string().optional(),
    uploaded: z.string().optional(),
    expires: z.string().optional(),
  }),

  async *list({ clients }) {
    const { paginateListServerCertificates } = await import('@aws-sdk/client-iam')
    const pages = paginateListServerCertificates({ client: await clients.iam(), pageSize: 1000 }, {})
    for await (const { ServerCertificateMetadataList = [] } of pages)
      for (const certificate of ServerCertificateMetadataList) yield { certificate }
  },

  async one({ clients }, arn) {
    const { GetServerCertificateCommand } = await import('@aws-sdk/client-iam')
    const ServerCertificateName = arn.slice(arn.lastIndexOf('/') + 1)
    const found = await unlessAbsent(['NoSuchEntity'], async () =>
      (await clients.iam()).send(new GetServerCertificateCommand({ ServerCertificateName })),
    )
    const certificate = found?.ServerCertificate?.ServerCertificateMetadata
    return certificate?.Arn === arn ? { certificate } : undefined
  },

  normalise: ({ certificate }: Raw) => {
    const {
      Arn = '',
      ServerCertificateName: certificateName = '',
      ServerCertificateId: certificateId = '',
    } = certificate
    return {
      id: Arn,
      name: certificateName,
      region: 'global',
      config: {
        ...{ certificateName, certificateId, path: certificate.Path },
        uploaded: isoTime(certificate.UploadDate),
        expires: isoTime(certificate.Expiration),
      },
    }
  },
})
