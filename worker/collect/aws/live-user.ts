import type { AccessKeyMetadata, IAMClient, User } from '@aws-sdk/client-iam'
import { type ReportRow, reportTime } from '../../facts/credential-report.ts'
import { OperationError } from '../../operation-error.ts'
import type { Reader } from '../../reader.ts'
import { heldReport } from './credential-report.ts'
import { isoTime } from './values.ts'

const setupFields = ['hasSetupKey', 'setupKeyCreated']
const keyFields = (slot: number) => ['Active', 'Rotated', 'LastUsed', 'IdleSince'].map((part) => `key${slot}${part}`)

/**
 * The row that the credential report would have if it were made now, from the calls for a single user. No call tells
 * when a password was changed: its date is the report's, or that of its sign-in profile where that is younger.
 */
export async function readLiveRow(iam: IAMClient, user: User, ask: Reader): Promise<Partial<ReportRow>> {
  const sdk = await import('@aws-sdk/client-iam')
  const { UserName } = user
  const [reported, profile, devices, keys] = await Promise.all([
    reportedRow(iam, user),
    ask(['passwordEnabled', 'passwordLastUsed', 'passwordLastChanged', 'passwordIdleSince'], async () => {
      try {
        const { LoginProfile } = await iam.send(new sdk.GetLoginProfileCommand({ UserName }))
        return { password_enabled: 'true', password_last_changed: isoTime(LoginProfile?.CreateDate) ?? 'N/A' }
      } catch (error) {
        if (error instanceof OperationError && error.code === 'NoSuchEntity') return { password_enabled: 'false' }
        throw error
      }
    }),
    ask(['mfaActive'], () => iam.send(new sdk.ListMFADevicesCommand({ UserName }))),
    ask([...keyFields(1), ...keyFields(2), ...setupFields], () =>
      iam.send(new sdk.ListAccessKeysCommand({ UserName })),
    ),
  ])
  return {
    ...profile,
    ...(profile?.password_last_changed && {
      password_last_changed: later(profile.password_last_changed, reported?.password_last_changed),
    }),
    ...(profile ? { password_last_used: isoTime(user.PasswordLastUsed) ?? 'no_information' } : {}),
    ...(devices ? { mfa_active: String((devices.MFADevices ?? []).length > 0) } : {}),
    ...(keys ? await keyCells(iam, reported, keys.AccessKeyMetadata ?? [], ask) : {}),
  }
}

/** The later of two cells of the report. */
function later(one: string | undefined, other: string | undefined): string {
  const [latest] = [one, other].flatMap((cell) => reportTime(cell) ?? []).sort((a, b) => Date.parse(b) - Date.parse(a))
  return latest ?? 'N/A'
}

async function keyCells(
  iam: IAMClient,
  reported: ReportRow | undefined,
  keys: readonly AccessKeyMetadata[],
  ask: Reader,
) {
  const { GetAccessKeyLastUsedCommand } = await import('@aws-sdk/client-iam')
  const cells: Record<string, string> = { access_key_1_active: 'false', access_key_2_active: 'false' }
  for (const [slot, key] of slotsOf(reported, keys)) {
    const { AccessKeyId } = key
    cells[`access_key_${slot}_active`] = String(key.Status === 'Active')
    cells[`access_key_${slot}_last_rotated`] = isoTime(key.CreateDate) ?? 'N/A'
    const fields = [`key${slot}LastUsed`, `key${slot}IdleSince`, ...setupFields]
    const answer = await ask(fields, () => iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })))
    cells[`access_key_${slot}_last_used_date`] = isoTime(answer?.AccessKeyLastUsed?.LastUsedDate) ?? 'N/A'
  }
  return cells
}

/**
 * Which key stands in which slot of the report: a key keeps its slot until it is deleted, and the API tells slots by
 * nothing but the date. Keys newer than the report take the slots that are free.
 */
function slotsOf(row: ReportRow | undefined, keys: readonly AccessKeyMetadata[]) {
  const byAge = [...keys].sort((a, b) => Number(new Date(a.CreateDate ?? 0)) - Number(new Date(b.CreateDate ?? 0)))
  const slots = new Map<number, AccessKeyMetadata>()
  const late: AccessKeyMetadata[] = []
  for (const key of byAge) {
    const created = isoTime(key.CreateDate)
    const slot = [1, 2].find(
      (n) => !slots.has(n) && created !== undefined && reportTime(row?.[`access_key_${n}_last_rotated`]) === created,
    )
    if (slot) slots.set(slot, key)
    else late.push(key)
  }
  for (const key of late) slots.set(slots.has(1) ? 2 : 1, key)
  return slots
}

/**
 * The user's row of the report that AWS holds, if there is one, and if it is not an earlier user's of the same name.
 * It only helps: without it, keys are taken in the order of their age.
 */
async function reportedRow(iam: IAMClient, user: User): Promise<ReportRow | undefined> {
  try {
    const row = (await heldReport(iam)).get(user.Arn ?? '')
    return reportTime(row?.user_creation_time) === isoTime(user.CreateDate) ? row : undefined
  } catch (error) {
    if (error instanceof OperationError) return undefined
    throw error
  }
}
