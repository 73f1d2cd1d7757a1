import type { AnalyzerSummary } from '@aws-sdk/client-accessanalyzer'
import type { AwsClients } from '../../clients.ts'

/**
 * The analyzers of a region, a handful at most, asked for once for the region and for themselves. Those of an
 * organization are seen in the account alone that holds them.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListAnalyzers.html
 */
export const listAnalyzers = (
  { once, accessanalyzer }: AwsClients,
  region: string,
): Promise<readonly AnalyzerSummary[]> =>
  once(`analyzers of ${region}`, async () => {
    const { paginateListAnalyzers } = await import('@aws-sdk/client-accessanalyzer')
    const found: AnalyzerSummary[] = []
    const client = await accessanalyzer()
    for await (const { analyzers = [] } of paginateListAnalyzers({ client, pageSize: 100 }, {}))
      found.push(...analyzers)
    return found
  })
