/** A stage of either API, in the words of both; variables of a stage may hold secrets, and are left out. */
export type GatewayStage = {
  readonly kind: string
  readonly apiId: string
  readonly apiName: string
  readonly stage: string
  /** ARN of what receives the access logs. */
  readonly logDestination?: string | undefined
  /** Level of the execution logs, which are no access logs. */
  readonly executionLogs?: string | undefined
  readonly isTraced?: boolean | undefined
  readonly webAclArn?: string | undefined
  /** `REGIONAL`, `EDGE` or `PRIVATE`. */
  readonly endpoints?: readonly string[] | undefined
  readonly created?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}
