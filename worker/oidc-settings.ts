import { z } from 'zod'
import type { OidcSettings } from './oidc.ts'

const loopback = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])([:/]|$)/i

/** Over plain HTTP only to this machine: whoever is on the way could sign in as anybody. */
const address = (example: string) =>
  z
    .url({ error: `is not an https address. Example: ${example}` })
    .max(500)
    .refine((text) => /^https:/i.test(text) || loopback.test(text), {
      error: `is not an https address. Example: ${example}`,
    })
    .optional()

const text = z.string().trim().min(1).max(500).optional()
const example = 'cloud-admins=manager,cloud-team=reader'

const names = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
const mapping = z.record(z.string().min(1), names)

/** Group → ids or names of roles, from JSON or from `group=role,group=role`. */
const groupRoles = z
  .string()
  .max(100_000)
  .transform((value, context) => {
    const parsed = mapping.safeParse(value.trim().startsWith('{') ? parseJson(value) : parsePairs(value))
    if (parsed.success) {
      return Object.fromEntries(Object.entries(parsed.data).map(([group, roles]) => [group, [roles].flat()]))
    }
    context.addIssue({ code: 'custom', message: `does not say which group gets which role. Example: ${example}` })
    return z.NEVER
  })
  .optional()

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

function parsePairs(value: string): Readonly<Record<string, readonly string[]>> {
  const pairs = value.split(',').map((pair) => pair.split('=').map((part) => part.trim()))
  const roles: Record<string, string[]> = Object.create(null)
  for (const [group = '', role = '', ...rest] of pairs) {
    if (rest.length > 0) return { '': [] }
    roles[group] = [...(roles[group] ?? []), role]
  }
  return roles
}

/** What the operator may set about signing in. */
export const oidcVariables = {
  PLUMBLINE_OIDC_ISSUER: address('https://login.example.com'),
  PLUMBLINE_OIDC_CLIENT_ID: text,
  PLUMBLINE_OIDC_CLIENT_SECRET: text,
  PLUMBLINE_OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, { error: 'lacks the word openid. Example: openid profile email groups' })
    .max(500)
    .default('openid profile email'),
  PLUMBLINE_OIDC_GROUPS_CLAIM: z.string().trim().min(1).max(200).default('groups'),
  PLUMBLINE_OIDC_ROLES: groupRoles,
  PLUMBLINE_PUBLIC_URL: address('https://plumbline.example.com'),
} as const

type Found = z.infer<z.ZodObject<typeof oidcVariables>>

/** Puts the variables together; a sentence when one is missing, undefined when nobody shall sign in. */
export function oidcSettings(found: Found): OidcSettings | string | undefined {
  const issuer = found.PLUMBLINE_OIDC_ISSUER
  if (issuer === undefined) return undefined
  const clientId = found.PLUMBLINE_OIDC_CLIENT_ID
  const publicUrl = found.PLUMBLINE_PUBLIC_URL
  const roles = found.PLUMBLINE_OIDC_ROLES
  if (!clientId) return missing('PLUMBLINE_OIDC_CLIENT_ID', 'plumbline')
  if (!publicUrl) return missing('PLUMBLINE_PUBLIC_URL', 'https://plumbline.example.com')
  if (!roles) return missing('PLUMBLINE_OIDC_ROLES', example)
  return {
    ...{ issuer, clientId, roles, publicUrl: new URL(publicUrl).origin },
    groupsClaim: found.PLUMBLINE_OIDC_GROUPS_CLAIM,
    scope: found.PLUMBLINE_OIDC_SCOPE,
    ...(found.PLUMBLINE_OIDC_CLIENT_SECRET && { clientSecret: found.PLUMBLINE_OIDC_CLIENT_SECRET }),
  }
}

const missing = (name: string, example: string) =>
  `${name} is needed where PLUMBLINE_OIDC_ISSUER is set. Example: ${example}`
