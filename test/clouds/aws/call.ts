import type { AwsService } from '../../../worker/connectors/aws-services.ts'
import type { AwsAccount, AwsEstate } from './estate.ts'
import type { Xml } from './xml.ts'

/** A request, understood as far as every service needs it. */
export type AwsCall = {
  readonly service: AwsService
  /** The API's own name: `DescribeVpcs`. */
  readonly action: string
  readonly region: string
  readonly accessKey: string
  /** The account that the caller's session belongs to; absent before a role is assumed. */
  readonly account: AwsAccount | undefined
  /** Parameters of the query protocol, or of the address. */
  readonly input: URLSearchParams
  /** What a call of the JSON protocols asks: its body, and for REST what its path and query say. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Bucket of an S3 call. */
  readonly bucket: string | undefined
}

export type AwsAnswer = { readonly status?: number; readonly body: Xml; readonly headers?: Record<string, string> }

/** What the services share while the cloud runs. */
export type AwsWorld = {
  readonly estate: AwsEstate
  /** Session keys that were given out, by account and role. */
  readonly sessions: Map<string, { readonly account: string; readonly role: string }>
  readonly pageSize: number
  /** The account that sessions say they are of, where that is a lie. */
  pretended?: string
}

/** An error answer of AWS; each service has its own XML around it. */
export class AwsRefusal extends Error {
  readonly code: string
  readonly status: number
  readonly headers: Record<string, string>

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}
