import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const camel = (words: string) => words.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase())
const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

/** A collector to fill in: `<cloud>.<service>.<thing>`. */
export function resourceSkeleton(type: string): string {
  const [cloud = '', service = '', thing = service] = type.split('.')
  const variable = camel(`${service}-${thing}`)
  return `import { z } from 'zod'
import { define${capital(cloud)}Type } from '../../resource-type.ts'

type Raw = { readonly id: string; readonly name: string }

export const ${variable} = define${capital(cloud)}Type({
  type: '${type}',
  label: '${capital(thing.replaceAll('-', ' '))}',
  code: '${thing.replaceAll('-', '_').toUpperCase()}',
  service: '${capital(service)}',
  scope: 'region',
  permissions: [],
  fields: z.object({}),

  // Every page; a failed call of one resource goes through context.reader(), every other error is left alone.
  async *list(_context): AsyncGenerator<Raw> {},

  one: async (_context, _id): Promise<Raw | undefined> => undefined,

  // Pure. Our names, not the API's; absent stays absent.
  normalise: ({ id, name }: Raw, { region }) => ({ id, name, region, config: {} }),
})
`
}

function main(root: string, [type = '']: readonly string[]): string {
  const match = /^(aws|azure|gcp)\.([a-z0-9-]+)\.([a-z0-9-]+)$/.exec(type)
  if (!match) throw new Error('Usage: npm run new:resource -- <cloud>.<service>.<thing>')
  const [, cloud, service, thing] = match
  const path = `worker/collect/${cloud}/${service}-${thing}.ts`
  if (existsSync(join(root, path))) throw new Error(`${path} is there already.`)
  writeFileSync(join(root, path), resourceSkeleton(type))
  return `${path} is there to be filled in. It also needs its page in shared/console-links and an example id in test/shared/console-links/example-ids.ts; then run npm test.`
}

if (import.meta.main) {
  try {
    console.log(main(join(import.meta.dirname, '..'), process.argv.slice(2)))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
