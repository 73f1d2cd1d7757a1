import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'

/**
 * First numbers to give out for controls that no outside catalogue numbers. The ranges before them, from 1001, 51001 and
 * 52001 on, are taken by controls that are numbered already, whether or not they are here yet.
 */
const firstCids: Readonly<Record<string, number>> = { aws: 1035, azure: 51_131, gcp: 52_079 }

/** The next free number of a cloud. */
export function nextCid(cloud: string, taken: readonly number[]): number {
  const first = firstCids[cloud]
  if (first === undefined) throw new Error(`There is no cloud ${cloud}; the clouds are aws, azure and gcp.`)
  const own = taken.filter((cid) => cid >= first && cid < Math.ceil(first / 1000) * 1000)
  return Math.max(first - 1, ...own) + 1
}

/** A control file to fill in. It loads, and its examples fail until it says what it is for. */
export const controlSkeleton = (cid: number, resource: string): string => `cid: ${cid}
title: Say what is so when all is well
resource: ${resource}
criticality: MEDIUM
evaluates: Whether it is so, in one sentence.
rationale: Why it matters, in one or two.
check: |
  resource.name == "what passes"
evidence:
  - { setting: The setting's name on the console, actual: resource.name, expected: what passes }
remediation:
  steps:
    - Open {name} and …
examples:
  - { name: as it should be, resource: { name: as it should be }, expect: PASS }
  - { name: as it must not be, resource: { name: as it must not be }, expect: FAIL }
`

function main(root: string, [slug = '', resource = '']: readonly string[]): string {
  const [cloud = '', ...rest] = slug.split('/')
  if (rest.length !== 2 || !/^[a-z0-9/-]+$/.test(slug) || !resource.startsWith(`${cloud}.`)) {
    throw new Error('Usage: npm run new:control -- <cloud>/<service>/<name> <resource type>')
  }
  const file = join(root, 'policies', `${slug}.yaml`)
  if (existsSync(file)) throw new Error(`${file} is there already.`)
  const taken = globSync('policies/*/*/*.yaml', { cwd: root }).map(
    (path) => (parse(readFileSync(join(root, path), 'utf8')) as { cid: number }).cid,
  )
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, controlSkeleton(nextCid(cloud, taken), resource))
  return `policies/${slug}.yaml is there to be filled in; then run npm test. A new service needs its label in policies/services.yaml.`
}

if (import.meta.main) {
  try {
    console.log(main(join(import.meta.dirname, '..'), process.argv.slice(2)))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
