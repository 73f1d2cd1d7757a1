import type { AnalyzerSummary } from '@aws-sdk/client-accessanalyzer'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { listAnalyzers } from './accessanalyzer-list.ts'
import { isoTime } from './values.ts'

export const accessAnalyzer = defineAwsType({
  type: 'aws.accessanalyzer.analyzer',
  label: 'Access analyzer',
  code: 'ACCESS_ANALYZER',
  service: 'Access Analyzer',
  scope: 'region',
  permissions: ['access-analyzer:ListAnalyzers'],
  fields: z.object({
    /** `ACCOUNT` and `ORGANIZATION` look for access from outside, the others for unused or internal access. */
    kind: z.string().optional(),
    /** `ACTIVE`, `CREATING`, `DISABLED`, `FAILED`. */
    status: z.string().optional(),
    /** Why it is not active. */
    statusReason: z.string().optional(),
    created: z.string().optional(),
    lastAnalyzed: z.string().optional(),
  }),

  async *list({ clients, region }) {
    yield* await listAnalyzers(clients, region)
  },

  one: async ({ clients, region }, id) => (await listAnalyzers(clients, region)).find(({ arn }) => arn === id),

  normalise: (analyzer: AnalyzerSummary, context) => ({
    id: analyzer.arn ?? '',
    name: analyzer.name ?? '',
    region: context.region,
    tags: analyzer.tags ?? {},
    config: {
      kind: analyzer.type,
      status: analyzer.status,
      statusReason: analyzer.statusReason?.code,
      created: isoTime(analyzer.createdAt),
      lastAnalyzed: isoTime(analyzer.lastResourceAnalyzedAt),
    },
  }),
})
