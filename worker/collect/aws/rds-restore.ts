import { z } from 'zod'
import { OperationError } from '../../operation-error.ts'
import type { Reader } from '../../reader.ts'

export const restoreFields = {
  /** Accounts that may restore the snapshot; `all` for everyone. Absent for snapshots that cannot be shared. */
  sharedWith: z.array(z.string()).optional(),
  /** `public`; `shared` with some accounts; `private`. Absent for snapshots that cannot be shared. */
  visibility: z.string().optional(),
}
export const restoreFieldNames = Object.keys(restoreFields)

/** One of a snapshot's attributes, as both kinds have them. */
export type Attribute = { readonly AttributeName?: string | undefined; readonly AttributeValues?: string[] | undefined }

/**
 * Who may restore a snapshot. `attributes` is absent where nobody asked, or nobody answered.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSnapshotAttribute.html
 */
export function judgeRestore(attributes: readonly Attribute[] | undefined) {
  if (!attributes) return {}
  const sharedWith = attributes
    .filter(({ AttributeName }) => AttributeName === 'restore')
    .flatMap(({ AttributeValues = [] }) => AttributeValues)
  if (sharedWith.includes('all')) return { sharedWith, visibility: 'public' }
  return { sharedWith, visibility: sharedWith.length > 0 ? 'shared' : 'private' }
}

/** Only these can be shared, so that only these are asked. */
export const isManual = ({ SnapshotType }: { readonly SnapshotType?: string | undefined }) => SnapshotType === 'manual'

/**
 * What a call says of a snapshot's sharing: `gone` where the snapshot was deleted since it was listed, which happens, for
 * they come and go.
 */
export async function readRestore<Answer>(
  ask: Reader,
  absent: readonly string[],
  call: () => Promise<Answer>,
): Promise<Answer | 'gone' | undefined> {
  return ask<Answer | 'gone'>(restoreFieldNames, async () => {
    try {
      return await call()
    } catch (error) {
      if (error instanceof OperationError && absent.includes(error.code)) return 'gone'
      throw error
    }
  })
}

/** The type of a snapshot by its name: the names of those that nobody made by hand begin with who made them. */
export function typeOfName(name: string): string {
  if (name.startsWith('rds:')) return 'automated'
  return name.startsWith('awsbackup:') ? 'awsbackup' : 'manual'
}
