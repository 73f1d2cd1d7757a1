import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type ApiGatewayEstate = Record<never, never>

export const apigatewayRoutes: readonly Route[] = []

export const apigateway = answerJson({})
