import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type AccessAnalyzerEstate = {
  analyzers: {
    arn: string
    /** `ACCOUNT`, `ORGANIZATION`, `ACCOUNT_UNUSED_ACCESS`, … */
    kind: string
    /** `ACTIVE` where absent. */
    status?: string
    created: string
    tags?: Record<string, string>
  }[]
}

export const accessanalyzerRoutes: readonly Route[] = [['GET', '/analyzer', 'ListAnalyzers']]

/** https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListAnalyzers.html */
export const accessanalyzer = answerJson({
  ListAnalyzers({ region, parameters: { nextToken: token, maxResults: size } }, { accessanalyzer: held }, world) {
    const here = held?.analyzers.filter(({ arn }) => arn.split(':')[3] === region) ?? []
    const { items, next } = jsonPage(here, { token, size, world })
    return {
      analyzers: items.map(({ arn, kind, status = 'ACTIVE', created, tags = {} }) => ({
        ...{ arn, name: arn.slice(arn.indexOf('/') + 1), type: kind, status, createdAt: created, tags },
        ...(status === 'FAILED' ? { statusReason: { code: 'AWS_SERVICE_ACCESS_DISABLED' } } : {}),
      })),
      ...(next ? { nextToken: next } : {}),
    }
  },
})
