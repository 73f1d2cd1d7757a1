import type { AlternateContact, ContactInformation } from '@aws-sdk/client-account'
import { z } from 'zod'
import { unlessAbsent } from '../absent.ts'
import { defineAccountAspect } from './account-aspect.ts'

/** What a primary contact must have; the line that a person reads, and AWS's own name. */
const parts = [
  ['full name', 'FullName'],
  ['phone number', 'PhoneNumber'],
  ['address', 'AddressLine1'],
  ['city', 'City'],
  ['postal code', 'PostalCode'],
  ['country', 'CountryCode'],
] as const

type Raw = {
  readonly contact?: Partial<ContactInformation> | undefined
  readonly securityContact?: AlternateContact | undefined
}

const fields = {
  /** Parts of the primary contact that are empty: `phone number`. */
  contactMissing: z.array(z.string()).optional(),
  hasSecurityContact: z.boolean().optional(),
}

/** Whom AWS reaches about the account. The contacts are personal data: only whether they are there is kept. */
export const accountContacts = defineAccountAspect<Raw, typeof fields>({
  permissions: ['account:GetContactInformation', 'account:GetAlternateContact'],
  fields,

  async read({ clients }, ask) {
    const sdk = await import('@aws-sdk/client-account')
    const client = await clients.account()
    const [contact, securityContact] = await Promise.all([
      ask(['contactMissing'], async () => {
        const answer = await unlessAbsent(notThere, () => client.send(new sdk.GetContactInformationCommand({})))
        return answer?.ContactInformation ?? {}
      }),
      ask(['hasSecurityContact'], async () => {
        const command = new sdk.GetAlternateContactCommand({ AlternateContactType: 'SECURITY' })
        return (await unlessAbsent(notThere, () => client.send(command)))?.AlternateContact ?? {}
      }),
    ])
    return { contact, securityContact }
  },

  toFields: ({ contact, securityContact }) => ({
    config: {
      ...(contact && { contactMissing: missingOf(contact) }),
      ...(securityContact && { hasSecurityContact: isFilled(securityContact.EmailAddress) }),
    },
  }),
})

/** The service's code for a contact that nobody has filled in. */
const notThere = ['ResourceNotFound']

const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== ''

const missingOf = (contact: Partial<ContactInformation>) =>
  parts.flatMap(([label, name]) => (isFilled(contact[name]) ? [] : [label]))
