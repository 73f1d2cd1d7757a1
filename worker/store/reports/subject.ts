import type { Mandate } from '../../../shared/mandate.ts'
import type { Policy } from '../../../shared/policy.ts'
import type { ReportSubject, Requirement } from '../../../shared/report.ts'
import type { Cloud } from '../../../shared/resource.ts'

/** What a report names: one mandate, or policies. */
export type Named = {
  readonly cloud: Cloud
  readonly mandate?: string | undefined
  readonly policies?: readonly string[] | undefined
}

/** All mandates and policies that there are. */
export type Catalogue = { readonly mandates: readonly Mandate[]; readonly policies: readonly Policy[] }

export type FoundSubject = {
  readonly subject: ReportSubject
  /** With their controls of all clouds. */
  readonly requirements: readonly Requirement[]
  /** A mandate or policy that is not there, or has nothing to say of the cloud: a sentence with its slug. */
  readonly problem?: string
}

/** What a report is about now; what is no longer there keeps its slug for a title. */
export const findSubject = (named: Named, { mandates, policies }: Catalogue): FoundSubject =>
  named.mandate === undefined ? ofPolicies(named, policies) : ofMandate(named.cloud, named.mandate, mandates)

function ofMandate(cloud: Cloud, slug: string, mandates: readonly Mandate[]): FoundSubject {
  const mandate = mandates.find((one) => one.slug === slug)
  if (!mandate) {
    const subject = { kind: 'mandate', title: slug, slugs: [slug] } as const
    return { subject, requirements: [], problem: `There is no mandate ${slug}.` }
  }
  const { title, version, number, publisher, reference, clouds, requirements } = mandate
  return {
    subject: {
      kind: 'mandate',
      title: version ? `${title} ${version}` : title,
      slugs: [slug],
      number,
      publisher,
      reference,
    },
    requirements: requirements.map(({ id, title, controls }) => ({ id, ...(title ? { title } : {}), controls })),
    ...(clouds.includes(cloud) ? {} : { problem: `The mandate ${slug} has no control for ${cloud}.` }),
  }
}

function ofPolicies({ cloud, policies: slugs = [] }: Named, policies: readonly Policy[]): FoundSubject {
  const found = slugs.map((slug) => policies.find((policy) => policy.slug === slug))
  const missing = slugs.find((_, index) => found[index]?.cloud !== cloud)
  const title = slugs.map((slug, index) => found[index]?.title ?? slug).join(', ')
  return {
    subject: { kind: 'policy', title, slugs },
    requirements: found
      .filter((policy) => policy !== undefined)
      .map(({ slug, title, controls }) => ({ id: slug, title, controls })),
    ...(missing === undefined ? {} : { problem: `There is no policy ${missing} for ${cloud}.` }),
  }
}
