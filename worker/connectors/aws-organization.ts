import type { Account } from '@aws-sdk/client-organizations'
import { z } from 'zod'
import type { AwsClients } from '../clients.ts'
import type { OrganizationAccount } from '../connection.ts'
import { OperationError } from '../operation-error.ts'
import { malformedAnswer } from './aws-errors.ts'

/**
 * `State` took the place of `Status`, which AWS stops to send on 9 September 2026.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
const entry = z
  .object({
    Id: z.string().regex(/^\d{12}$/),
    Name: z.string().optional(),
    State: z.string().optional(),
    Status: z.string().optional(),
  })
  .transform(({ Id, Name = '', State, Status }) => ({ id: Id, name: Name, state: State ?? Status }))
  .refine(({ state }) => state !== undefined)

/**
 * All accounts of the organization, the managing one included, page by page to the end. A list that is cut short, has
 * an entry that cannot be read or lacks the account that asks is no list: throws `OperationError`.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export async function listAccounts(clients: AwsClients, own: string): Promise<readonly OrganizationAccount[]> {
  const { ListAccountsCommand } = await import('@aws-sdk/client-organizations')
  const organizations = await clients.organizations()
  const accounts = new Map<string, OrganizationAccount>()
  const tokens = new Set<string>()
  for (let token: string | undefined; ; ) {
    const page = await organizations.send(
      new ListAccountsCommand({ MaxResults: 20, ...(token && { NextToken: token }) }),
    )
    for (const account of readPage(page.Accounts)) accounts.set(account.id, account)
    token = page.NextToken || undefined
    if (token === undefined) break
    if (tokens.has(token)) throw malformed('The pages of the list of accounts went in a circle.')
    tokens.add(token)
  }
  if (accounts.has(own)) return [...accounts.values()]
  throw malformed(`The list of accounts lacks the account ${own}, which asked for it.`)
}

function readPage(page: readonly Account[] | undefined): readonly OrganizationAccount[] {
  const read = z.array(entry).safeParse(page)
  if (!read.success) throw malformed('The list of accounts holds something that is no account.')
  return read.data.map(({ id, name, state = '' }) => ({ id, name, state }))
}

const malformed = (message: string) =>
  new OperationError({
    ...{ operation: 'organizations:ListAccounts', permission: 'organizations:ListAccounts', message },
    ...{ failure: 'failed', code: malformedAnswer },
  })
