import type { GcpEstate } from './gcp-estate.ts'

/** What an operation answers: a status and a JSON body. */
export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const permissions: Readonly<Record<string, string>> = {
  'compute.instances.aggregatedList': 'compute.instances.list',
  'cloudresourcemanager.projects.get': 'resourcemanager.projects.get',
}

/** Google's envelope, in the style of the older APIs (Compute Engine, Cloud Storage). */
const legacy = (code: number, reason: string, message: string, domain = 'global') => ({
  status: code,
  body: { error: { code, message, errors: [{ message, domain, reason }] } },
})

const modern = (code: number, status: string, message: string, details: readonly unknown[] = []): Answer => ({
  status: code,
  body: { error: { code, message, status, ...(details.length > 0 && { details }) } },
})

const isModern = (operation: string) => operation.startsWith('cloudresourcemanager.')

export const gcpErrors = {
  denied(operation: string, estate: GcpEstate, resource: string): Answer {
    const permission = permissions[operation] ?? operation
    if (isModern(operation)) return modern(403, 'PERMISSION_DENIED', 'The caller does not have permission')
    if (operation.startsWith('storage.'))
      return legacy(
        403,
        'forbidden',
        `${estate.account.email} does not have ${permission} access to the Google Cloud Storage bucket. Permission '${permission}' denied on resource (or it may not exist).`,
      )
    return legacy(403, 'forbidden', `Required '${permission}' permission for '${resource}'`)
  },

  disabled(operation: string, estate: GcpEstate): Answer {
    const service = `${operation.split('.')[0]}.googleapis.com`
    const project = estate.disabledIn ?? estate.project.number
    const message = `The API ${service} has not been used in project ${project} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/${service}/overview?project=${project} then retry.`
    const info = {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'SERVICE_DISABLED',
      domain: 'googleapis.com',
      metadata: { service, consumer: `projects/${project}` },
    }
    const errors = [{ message, domain: 'usageLimits', reason: 'accessNotConfigured' }]
    return {
      status: 403,
      body: { error: { code: 403, message, errors, status: 'PERMISSION_DENIED', details: [info] } },
    }
  },

  /** Compute Engine says 403 where the others say 429. */
  throttled: (operation: string): Answer =>
    operation.startsWith('compute.')
      ? legacy(403, 'rateLimitExceeded', "Quota exceeded for quota metric 'Read requests'", 'usageLimits')
      : modern(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for quota metric'),

  failed: (): Answer => legacy(503, 'backendError', 'Backend Error'),

  notFound: (operation: string, resource: string): Answer =>
    isModern(operation)
      ? modern(404, 'NOT_FOUND', 'The requested entity was not found')
      : legacy(404, 'notFound', `The resource '${resource}' was not found`),

  unauthenticated: (): Answer => modern(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
}
