import { z } from 'zod'
import { type ReportRow, reportFlag, reportTime } from '../../facts/credential-report.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { readCredentialReport } from './credential-report.ts'

type Slot = '1' | '2'
type Raw = { readonly row: ReportRow; readonly slot: Slot }

/**
 * An access key of a user, as the credential report tells it: without its own id, which no evidence needs. It is known
 * by its slot instead, which a key keeps until it is deleted: `arn:aws:iam::111122223333:user/ci/access-key/1`. The root
 * user's keys belong to the account.
 */
export const iamAccessKey = defineAwsType({
  type: 'aws.iam.access-key',
  label: 'IAM access key',
  code: 'IAM_ACCESS_KEY',
  service: 'IAM',
  scope: 'global',
  permissions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  relations: { user: { type: 'aws.iam.user', key: 'userArn', label: 'User' } },
  fields: z.object({
    userName: z.string(),
    userArn: z.string(),
    /** Its place in the credential report: 1 or 2. */
    slot: z.int(),
    active: z.boolean().optional(),
    /** When it was made, which is also when it was last rotated. */
    created: z.string().optional(),
    /** Absent where it never was. */
    lastUsed: z.string().optional(),
    lastUsedService: z.string().optional(),
    lastUsedRegion: z.string().optional(),
  }),

  async *list(context) {
    for (const row of await rows(context)) for (const slot of slots) if (holdsKey(row, slot)) yield { row, slot }
  },

  async one(context, id) {
    const [, userArn, slot] = /^(.*)\/access-key\/([12])$/.exec(id) ?? []
    const row = (await rows(context)).find(({ arn }) => arn === userArn)
    return row && isSlot(slot) && holdsKey(row, slot) ? { row, slot } : undefined
  },

  normalise: ({ row, slot }: Raw) => {
    const cell = (part: string) => row[`access_key_${slot}_${part}`]
    const word = (part: string) => (/^(N\/A|no_information|)$/.test(cell(part) ?? '') ? undefined : cell(part))
    const { user: userName = '', arn: userArn = '' } = row
    return {
      id: `${userArn}/access-key/${slot}`,
      name: `${userName}, access key ${slot}`,
      region: 'global',
      config: {
        ...{ userName, userArn, slot: Number(slot) },
        active: reportFlag(cell('active')),
        created: reportTime(cell('last_rotated')),
        lastUsed: reportTime(cell('last_used_date')),
        lastUsedService: word('last_used_service'),
        lastUsedRegion: word('last_used_region'),
      },
    }
  },
})

const slots: readonly Slot[] = ['1', '2']
const isSlot = (text: string | undefined): text is Slot => text === '1' || text === '2'

async function rows({ clients, signal }: CollectContext<'aws'>): Promise<readonly ReportRow[]> {
  const report = await readCredentialReport(clients, signal)
  return [...report.values()].filter(({ arn }) => !arn?.endsWith(':root'))
}

/** A slot is empty where there is neither an active key nor the date on which one was made. */
const holdsKey = (row: ReportRow, slot: Slot) =>
  row[`access_key_${slot}_active`] === 'true' || reportTime(row[`access_key_${slot}_last_rotated`]) !== undefined
