import type { z } from 'zod'
import type { Cloud, Unread } from '../shared/resource.ts'
import type { ClientsOf } from './clients.ts'
import type { Reader } from './reader.ts'

/** What a collector is given for one shard: one resource type in one region of one account. */
export type CollectContext<C extends Cloud = Cloud> = {
  readonly clients: ClientsOf[C]
  /** AWS account id, Azure subscription id, GCP project id. */
  readonly account: string
  /** The cloud's own partition: `aws`, `aws-us-gov`, …, `azure`, `gcp`. */
  readonly partition: string
  /** The shard's region; `global` for types whose scope is not `region`. */
  readonly region: string
  /** A reader for one resource; see `Reader`. */
  readonly reader: () => Reader
  readonly signal: AbortSignal
}

/** What `normalise` returns: everything of a resource but what the store knows. */
export type Normalised<Fields> = {
  readonly id: string
  readonly name: string
  readonly region: string
  readonly tags?: Readonly<Record<string, string>>
  readonly config: Fields
  readonly unread?: readonly Unread[]
}

/** A join to another resource: the one of `type` whose `match` (its id where absent) equals this one's field `key`. */
export type Relation = { readonly type: string; readonly key: string; readonly match?: string; readonly label: string }

/**
 * The contract of a collector: one file, one resource type. `list` calls and streams, `normalise` is pure; neither
 * catches: errors that mean "not there" are named where the call is made, every other one reaches `scan.ts`.
 */
export type ResourceType<C extends Cloud = Cloud, Raw = unknown, Fields = unknown> = {
  /** `<cloud>.<service>.<thing>`, as the file's folder and name: `collect/aws/s3-bucket.ts` is `aws.s3.bucket`. */
  readonly type: string
  /** For people: `S3 bucket`. */
  readonly label: string
  /** Its name in the CloudView API, such as `BUCKET`. */
  readonly code: string
  /** Label of the service that it belongs to: `S3`. */
  readonly service: string
  /** `region`: listed in every enabled region. `global` and `account`: once, an `account` being exactly one resource. */
  readonly scope: 'global' | 'region' | 'account'
  /**
   * It takes a call for each resource, of a service that allows few a second: it is listed first, so that the others fill
   * its waits.
   */
  readonly isPaced?: true
  /** The normalised fields; also the types of the control expressions. */
  readonly fields: z.ZodObject
  /** Permissions of every call that `list` and `one` make; roles and policies are generated from these. */
  readonly permissions: readonly string[]
  readonly relations?: Readonly<Record<string, Relation>>
  readonly list: (context: CollectContext<C>) => AsyncIterable<Raw>
  /** The same for a single id, read live; `undefined` when it does not exist any more. */
  readonly one: (context: CollectContext<C>, id: string) => Promise<Raw | undefined>
  readonly normalise: (
    raw: Raw,
    context: Pick<CollectContext<C>, 'account' | 'partition' | 'region'>,
  ) => Normalised<Fields>
}

const define =
  <C extends Cloud>() =>
  <Raw, Shape extends z.ZodRawShape>(
    definition: Omit<ResourceType<C, Raw, z.infer<z.ZodObject<Shape>>>, 'fields'> & {
      readonly fields: z.ZodObject<Shape>
    },
  ): ResourceType<C, Raw, z.infer<z.ZodObject<Shape>>> =>
    definition

export const defineAwsType = define<'aws'>()
export const defineAzureType = define<'azure'>()
export const defineGcpType = define<'gcp'>()
