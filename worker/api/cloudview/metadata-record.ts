import { z } from '@hono/zod-openapi'
import type { Control } from '../../../shared/control.ts'
import { providerOf } from './clouds.ts'
import { offsetDate } from './dates.ts'
import { code, links, paragraph, steps } from './html.ts'

const nullable = z.string().nullable()

/** A control with its texts, which are HTML. */
export const metadataSchema = z
  .object({
    cid: z.int(),
    controlName: z.string(),
    created: nullable,
    modified: nullable,
    controlType: z.enum(['SYSTEM_DEFINED', 'USER_DEFINED']),
    provider: z.enum(['AWS', 'AZURE', 'GCP']),
    isCustomizable: z.boolean(),
    serviceType: z.string(),
    criticality: z.string(),
    evaluation: z.object({
      description: z.string(),
      passMessage: nullable,
      failMessage: nullable,
      criteria: z.array(z.unknown()),
    }),
    specification: z.string(),
    rationale: z.string(),
    manualRemediation: z.string(),
    references: z.string(),
    buildTimeRemediation: nullable,
    resourceType: z.string(),
    remediationEnabled: z.boolean(),
    policyNames: z.array(z.string()),
    executionType: z.enum(['RUN_TIME', 'BUILD_TIME']),
    workflowBased: z.boolean(),
    templateType: z.array(z.string()),
  })
  .openapi('ControlMetadata')

/** Built-in controls have no dates: they come with the worker. */
type Dated = { readonly created?: string | undefined; readonly modified?: string | undefined }

/** A control as the metadata list tells it. `policies` are titles. */
export function metadataRecord(
  control: Control & Dated,
  policies: readonly string[],
  codeOf: (type: string) => string,
): z.infer<typeof metadataSchema> {
  const { remediation, parameters = {}, title } = control
  const { terraform } = remediation
  return {
    cid: control.cid,
    controlName: title,
    created: offsetDate(control.created),
    modified: offsetDate(control.modified),
    controlType: control.origin === 'own' ? 'USER_DEFINED' : 'SYSTEM_DEFINED',
    provider: providerOf(control.cloud),
    isCustomizable: Object.keys(parameters).length > 0,
    serviceType: control.service,
    criticality: control.criticality,
    // Our controls say with each resource what was found and expected; they hold no sentences for either outcome.
    evaluation: { description: paragraph(control.evaluates), passMessage: null, failMessage: null, criteria: [] },
    specification: paragraph(control.evaluates),
    rationale: paragraph(control.rationale),
    manualRemediation: steps(remediation.steps),
    references: links(control.references),
    buildTimeRemediation: terraform ? code(terraform) : null,
    resourceType: codeOf(control.resources[0] ?? ''),
    remediationEnabled: false,
    policyNames: [...policies],
    executionType: 'RUN_TIME',
    workflowBased: false,
    templateType: terraform ? ['Terraform'] : [],
  }
}
