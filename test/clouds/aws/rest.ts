import type { AwsService } from '../../../worker/connectors/aws-services.ts'
import { restRoutes } from './services.ts'

/** How the REST services address an action: `['GET', '/2015-02-01/file-systems', 'DescribeFileSystems']`. */
export type Route = readonly [method: string, path: string, action: string]

/** Which action an address asks for, and what its path names: `/clusters/{name}` gives a `name`. */
export function findRoute(service: AwsService, method: string, { pathname }: URL) {
  const asked = pathname.replace(/\/$/, '').split('/')
  for (const [verb, path, action] of restRoutes(service)) {
    const named = verb === method ? match(path.replace(/\/$/, '').split('/'), asked) : undefined
    if (named) return { action, path: named }
  }
  return { action: `${method} ${pathname}`, path: {} }
}

function match(wanted: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
  if (wanted.length !== asked.length) return undefined
  const named: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const given = decodeURIComponent(asked[index] ?? '')
    if (part.startsWith('{')) named[part.slice(1, -1)] = given
    else if (part !== given) return undefined
  }
  return named
}
