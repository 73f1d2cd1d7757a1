import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type ReportRow, reportTime } from '../../facts/credential-report.ts'
import { defineAccountAspect } from './account-aspect.ts'
import { readCredentialReport } from './credential-report.ts'

/** Names that are kept; the count tells when there are more. */
const namesKept = 100

type Raw = {
  /** The root user's row of the credential report. */
  readonly rootRow?: ReportRow | undefined
  readonly consoleUsers?: readonly string[]
  /** Users that the report knows. */
  readonly reportedUsers?: number
  /** Of the account's summary, which the root user's aspect reads. */
  readonly summary?: Readonly<Record<string, number>> | undefined
}

const fields = {
  /** The last use of the root user's password or keys; absent where there was none. */
  rootLastUsed: z.string().optional(),
  /** `password`, `access key 1` or `access key 2`. */
  rootLastUsedWith: z.string().optional(),
  /** Names of the IAM users who have a password for the console, sorted; 100 at most. */
  consoleUsers: z.array(z.string()).optional(),
  consoleUserCount: z.int().optional(),
  /** The report knows every user; absent while there are users newer than it. */
  reportIsComplete: z.boolean().optional(),
}

/** What the credential report says of the account as a whole. */
export const accountReport = defineAccountAspect<Raw, typeof fields>({
  permissions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  fields,

  async read({ clients, signal }, ask) {
    const report = await ask(Object.keys(fields), () => readCredentialReport(clients, signal))
    if (!report) return {}
    const users = [...report.values()].filter(({ arn }) => !arn?.endsWith(':root'))
    const consoleUsers = users.filter(({ password_enabled }) => password_enabled === 'true')
    return {
      rootRow: [...report.values()].find(({ arn }) => arn?.endsWith(':root')),
      consoleUsers: consoleUsers.map(({ user = '' }) => user).sort(),
      reportedUsers: users.length,
    }
  },

  toFields({ rootRow, consoleUsers, reportedUsers, summary }) {
    if (!consoleUsers) return { config: {} }
    const isComplete = summary?.Users !== undefined && summary.Users === reportedUsers
    return {
      config: {
        ...(rootRow && lastUse(rootRow)),
        consoleUsers: consoleUsers.slice(0, namesKept),
        consoleUserCount: consoleUsers.length,
        ...(isComplete ? { reportIsComplete: true } : {}),
      },
      unread: rootRow ? [] : noRootRow,
    }
  },
})

/** A password, when it was used, says nothing of keys that were used since: the latest of the three counts. */
function lastUse(row: ReportRow): { rootLastUsed?: string; rootLastUsedWith?: string } {
  const [last] = [
    ['password', reportTime(row.password_last_used)] as const,
    ['access key 1', reportTime(row.access_key_1_last_used_date)] as const,
    ['access key 2', reportTime(row.access_key_2_last_used_date)] as const,
  ]
    .flatMap(([what, when]) => (when === undefined ? [] : [{ rootLastUsed: when, rootLastUsedWith: what }]))
    .sort((one, other) => Date.parse(other.rootLastUsed) - Date.parse(one.rootLastUsed))
  return last ?? {}
}

const noRootRow: readonly Unread[] = ['rootLastUsed', 'rootLastUsedWith'].map((field) => ({
  field,
  operation: 'iam:GetCredentialReport',
  reason: 'The credential report has no row for the root user.',
}))
