import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type ApiGatewayV2Estate = Record<never, never>

export const apigatewayv2Routes: readonly Route[] = []

export const apigatewayv2 = answerJson({})
