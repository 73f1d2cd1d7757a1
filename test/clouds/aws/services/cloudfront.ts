import { type AwsAnswer, type AwsCall, AwsRefusal } from '../call.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type CloudFrontEstate = Record<never, never>

export const cloudfrontRoutes: readonly Route[] = []

export function cloudfront({ action }: AwsCall): AwsAnswer {
  throw new AwsRefusal(400, 'InvalidAction', `Could not find ${action}`)
}
