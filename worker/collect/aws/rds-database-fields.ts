import { z } from 'zod'
import type { Relation } from '../../resource-type.ts'

/** Fields of instances and clusters alike, so that a control may ask either. */
export const databaseFields = {
  /** Never changes, and is never given to another one, as names are. */
  resourceId: z.string().optional(),
  engine: z.string().optional(),
  engineVersion: z.string().optional(),
  status: z.string().optional(),
  created: z.string().optional(),
  /**
   * Its settings count: the members of a Multi-AZ DB cluster take theirs from the cluster, and of a cluster of Aurora it is
   * those of its instances that do.
   */
  holdsSettings: z.boolean().optional(),
  isReplica: z.boolean(),
  /** Zones are a matter of its cluster. A cluster is none. */
  isClusterMember: z.boolean(),
  /** RDS Custom offers a standby for all but the oldest of its engines; every kind of cluster can. */
  canBeMultiAz: z.boolean(),
  publiclyAccessible: z.boolean().optional(),
  storageEncrypted: z.boolean().optional(),
  /** ARN of the key. */
  kmsKeyId: z.string().optional(),
  autoMinorVersionUpgrade: z.boolean().optional(),
  /** A cluster has instances in several zones then; its storage is spread over zones in any case. */
  multiAz: z.boolean().optional(),
  /** Host and port; absent while there is none yet. */
  endpoint: z.string().optional(),
  port: z.int().optional(),
  securityGroupIds: z.array(z.string()),
}

/** Relations of both. */
export const databaseRelations = {
  securityGroups: {
    ...{ type: 'aws.ec2.security-group', key: 'securityGroupIds', match: 'groupId', label: 'Security groups' },
  },
  key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'KMS key' },
} satisfies Record<string, Relation>
