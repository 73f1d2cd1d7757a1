import type { DBClusterSnapshot, DBSnapshot } from '@aws-sdk/client-rds'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type Attribute, isManual, judgeRestore, restoreFields } from './rds-restore.ts'
import { isOfRds, parseRdsArn } from './rds-values.ts'
import { unsaid } from './unsaid.ts'
import { isoTime, tagsOf } from './values.ts'

/** Fields of the snapshots of instances and of clusters alike, which the same controls read. */
export const snapshotFields = {
  /** Name and resource id of what it was taken from, which may be gone. */
  sourceName: z.string().optional(),
  source: z.string().optional(),
  engine: z.string().optional(),
  engineVersion: z.string().optional(),
  status: z.string().optional(),
  created: z.string().optional(),
  /** `manual`, `automated` or `awsbackup`. */
  snapshotType: z.string().optional(),
  encrypted: z.boolean().optional(),
  /** ARN of the key. */
  kmsKeyId: z.string().optional(),
  ...restoreFields,
}

export const snapshotsAtOnce = 8

/** Types that have to be asked for: those of AWS Backup are not among what the API promises otherwise. */
export const snapshotTypes: readonly (string | undefined)[] = [undefined, 'awsbackup']

type Snapshot = DBSnapshot | DBClusterSnapshot

/** One of the account's own, which no other of the asked types answers. */
export function isOwnSnapshot(snapshot: Snapshot, arn = '', asked: string | undefined, account: string): boolean {
  const isAsked = (snapshot.SnapshotType === 'awsbackup') === (asked === 'awsbackup')
  return isAsked && parseRdsArn(arn).account === account && isOfRds(snapshot)
}

type Named = {
  readonly encrypted: boolean | undefined
  readonly sourceName: string | undefined
  readonly source: string | undefined
  readonly attributes: readonly Attribute[] | undefined
  readonly unread: readonly Unread[]
}

/** What a snapshot says of itself; `named` is what the two kinds name differently. */
export function describeSnapshot(snapshot: Snapshot, { encrypted, sourceName, source, attributes, unread }: Named) {
  const restore = judgeRestore(attributes)
  const told = { engine: snapshot.Engine, snapshotType: snapshot.SnapshotType, encrypted }
  const isUntold = isManual(snapshot) && unread.length === 0
  return {
    tags: tagsOf(snapshot.TagList),
    config: {
      ...told,
      ...restore,
      ...{ sourceName, source },
      engineVersion: snapshot.EngineVersion,
      status: snapshot.Status,
      created: isoTime(snapshot.SnapshotCreateTime),
      kmsKeyId: snapshot.KmsKeyId,
    },
    unread: [...unread, ...unsaid(isUntold ? { ...told, visibility: restore.visibility } : told)],
  }
}
