import { AwsRefusal } from '../call.ts'
import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. Texts stand for the real contacts. */
export type ContactsEstate = {
  /** Parts of the primary contact, by AWS's names: `FullName`. */
  contact?: Record<string, string>
  /** Kinds of alternate contacts that are there. */
  alternates?: ('BILLING' | 'OPERATIONS' | 'SECURITY')[]
}

export const accountRoutes: readonly Route[] = [
  ['POST', '/getContactInformation', 'GetContactInformation'],
  ['POST', '/getAlternateContact', 'GetAlternateContact'],
]

const notFound = (what: string) => new AwsRefusal(404, 'ResourceNotFoundException', `No ${what} was found.`)

export const account = answerJson({
  GetContactInformation(_, { account: contacts }) {
    if (!contacts?.contact) throw notFound('contact information')
    return { ContactInformation: contacts.contact }
  },

  GetAlternateContact({ parameters }, { account: contacts }) {
    const AlternateContactType = String(parameters.AlternateContactType)
    if (!contacts?.alternates?.some((kind) => kind === AlternateContactType)) throw notFound('alternate contact')
    const contact = { Name: 'On call', Title: 'Duty', EmailAddress: 'duty@harbor.example', PhoneNumber: '+1-555-0100' }
    return { AlternateContact: { AlternateContactType, ...contact } }
  },
})
