import type { VirtualMFADevice } from '@aws-sdk/client-iam'
import { z } from 'zod'
import type { AwsClients } from '../../clients.ts'
import { defineAwsType } from '../../resource-type.ts'
import { isoTime } from './values.ts'

type Raw = { readonly device: Pick<VirtualMFADevice, 'SerialNumber' | 'User' | 'EnableDate'> }

/** An authenticator app. Security keys, passkeys and hardware tokens are never among them. */
export const iamVirtualMfaDevice = defineAwsType({
  type: 'aws.iam.virtual-mfa-device',
  label: 'Virtual MFA device',
  code: 'IAM_VIRTUAL_MFA_DEVICE',
  service: 'IAM',
  scope: 'global',
  permissions: ['iam:ListVirtualMFADevices'],
  relations: { user: { type: 'aws.iam.user', key: 'userArn', label: 'User' } },
  fields: z.object({
    /** Somebody signs in with it. */
    isAssigned: z.boolean(),
    /** It is the root user's. */
    isOfRoot: z.boolean(),
    /** Absent for the root user's, and for one that nobody has. */
    userArn: z.string().optional(),
    enabled: z.string().optional(),
  }),

  async *list({ clients }) {
    for await (const device of devices(clients)) yield { device }
  },

  async one({ clients }, serialNumber) {
    for await (const device of devices(clients)) if (device.SerialNumber === serialNumber) return { device }
    return undefined
  },

  normalise: ({ device: { SerialNumber = '', User, EnableDate } }: Raw) => {
    const isOfRoot = User?.Arn?.endsWith(':root') === true
    return {
      id: SerialNumber,
      name: SerialNumber.slice(SerialNumber.indexOf('/') + 1),
      region: 'global',
      config: {
        ...{ isAssigned: User?.Arn !== undefined, isOfRoot, userArn: isOfRoot ? undefined : User?.Arn },
        enabled: isoTime(EnableDate),
      },
    }
  },
})

async function* devices(clients: AwsClients): AsyncIterable<VirtualMFADevice> {
  const { paginateListVirtualMFADevices } = await import('@aws-sdk/client-iam')
  const pages = paginateListVirtualMFADevices({ client: await clients.iam(), pageSize: 1000 }, {})
  for await (const { VirtualMFADevices = [] } of pages) yield* VirtualMFADevices
}
