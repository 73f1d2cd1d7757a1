import type { AnalyzerSummary } from '@aws-sdk/client-accessanalyzer'
import { z } from 'zod'
import { listAnalyzers } from './accessanalyzer-list.ts'
import { defineAccountAspect } from './account-aspect.ts'

/** What looks for resources that a region opens to strangers. */
export const regionAccessAnalyzer = defineAccountAspect({
  permissions: ['access-analyzer:ListAnalyzers'],
  fields: {
    /** The analyzer of access from outside, an active one rather than others; absent where there is none. */
    externalAnalyzer: z.object({ name: z.string(), kind: z.string(), status: z.string().optional() }).optional(),
  },

  read: async ({ clients, region }, ask) => ({
    analyzers: await ask(['externalAnalyzer'], () => listAnalyzers(clients, region)),
  }),

  toFields: ({ analyzers = [] }: { readonly analyzers?: readonly AnalyzerSummary[] | undefined }) => {
    const external = analyzers.filter(({ type }) => type === 'ACCOUNT' || type === 'ORGANIZATION')
    const best = external.find(isActive) ?? external[0]
    if (!best?.type) return { config: {} }
    return { config: { externalAnalyzer: { name: best.name ?? '', kind: best.type, status: best.status } } }
  },
})

const isActive = ({ status }: AnalyzerSummary) => status === 'ACTIVE'
