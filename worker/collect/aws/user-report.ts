import { z } from 'zod'
import { type ReportRow, reportFlag, reportTime } from '../../facts/credential-report.ts'

/** Filled from the credential report. Times of keys that are inactive or absent stay absent where AWS has none. */
const reported = z.object({
  passwordEnabled: z.boolean().optional(),
  passwordLastUsed: z.string().optional(),
  passwordLastChanged: z.string().optional(),
  /** Since when the password is idle: its last use, else its last change, else the user's creation. */
  passwordIdleSince: z.string().optional(),
  mfaActive: z.boolean().optional(),
  key1Active: z.boolean().optional(),
  key1Rotated: z.string().optional(),
  key1LastUsed: z.string().optional(),
  /** Since when the key is idle: its last use, else its creation. */
  key1IdleSince: z.string().optional(),
  key2Active: z.boolean().optional(),
  key2Rotated: z.string().optional(),
  key2LastUsed: z.string().optional(),
  key2IdleSince: z.string().optional(),
  /** There is an active key that came with the user, and that nobody has used ever since. */
  hasSetupKey: z.boolean().optional(),
  setupKeyCreated: z.string().optional(),
})

export const reportedShape = reported.shape
export const reportedFields = Object.keys(reported.shape)

/** What a user's row of the credential report says; `created` is when the user was made. */
export function fromRow(row: Partial<ReportRow>, created: string | undefined): z.infer<typeof reported> {
  const passwordEnabled = reportFlag(row.password_enabled)
  const passwordLastUsed = reportTime(row.password_last_used)
  const passwordLastChanged = reportTime(row.password_last_changed)
  const [one, two] = [keyOf(row, 1), keyOf(row, 2)]
  const fromSetup = [one, two].map((key) => isFromSetup(key, created))
  return {
    passwordEnabled,
    passwordLastUsed,
    passwordLastChanged,
    passwordIdleSince: passwordEnabled ? (passwordLastUsed ?? passwordLastChanged ?? created) : undefined,
    mfaActive: reportFlag(row.mfa_active),
    key1Active: one.active,
    key1Rotated: one.rotated,
    key1LastUsed: one.used,
    key1IdleSince: one.used ?? one.rotated,
    key2Active: two.active,
    key2Rotated: two.rotated,
    key2LastUsed: two.used,
    key2IdleSince: two.used ?? two.rotated,
    hasSetupKey: fromSetup.includes(true) || (fromSetup.includes(undefined) ? undefined : false),
    setupKeyCreated: [one, two][fromSetup.indexOf(true)]?.rotated,
  }
}

const keyOf = (row: Partial<ReportRow>, slot: 1 | 2) => ({
  active: reportFlag(row[`access_key_${slot}_active`]),
  rotated: reportTime(row[`access_key_${slot}_last_rotated`]),
  used: reportTime(row[`access_key_${slot}_last_used_date`]),
})

/** Milliseconds after a user's creation within which a key was made in the same go. */
const setupTime = 5 * 60_000

/** Undefined where the report does not tell. */
function isFromSetup({ active, rotated, used }: ReturnType<typeof keyOf>, created: string | undefined) {
  if (active === false || used !== undefined) return false
  if (!active || rotated === undefined || created === undefined) return undefined
  return Math.abs(Date.parse(rotated) - Date.parse(created)) <= setupTime
}
