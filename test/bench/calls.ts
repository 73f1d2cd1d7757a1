import type { ConnectorSettings } from '../../shared/connector.ts'
import { connectAws } from '../../worker/connectors/aws.ts'
import { createReader } from '../../worker/reader.ts'
import type { CollectContext, ResourceType } from '../../worker/resource-type.ts'
import { startCloudProcess } from './cloud-process.ts'
import { leastCalls } from './least-calls.ts'
import { number, table } from './table.ts'
import { readTypes } from './types.ts'

/**
 * The calls that each resource type takes for an AWS account of so many resources, against the least that the API allows.
 * What several types share is counted for the first of them.
 */
export async function callsTable(resources: number): Promise<string> {
  const cloud = await startCloudProcess({ cloud: 'aws', resources, latency: 0 })
  try {
    Object.assign(process.env, cloud.env)
    const signal = new AbortController().signal
    const connection = await connectAws(cloud.draft as ConnectorSettings, undefined, { endpoints: {}, signal })
    const signIn = connection.apiCalls()
    const types = [...(await readTypes()).values()].filter(({ type }) => type.startsWith('aws.'))

    async function measure(type: ResourceType<'aws'>) {
      const before = connection.apiCalls()
      const regions = type.scope === 'region' ? connection.regions : ['global']
      const counts: number[] = []
      for (const region of regions) {
        const { account, partition } = connection
        const context: CollectContext<'aws'> = {
          ...{ clients: connection.clients(region), account, partition, region, reader: createReader, signal },
        }
        let count = 0
        for await (const _ of type.list(context)) count++
        counts.push(count)
      }
      const calls = connection.apiCalls() - before
      return {
        type: type.type,
        count: counts.reduce((sum, one) => sum + one, 0),
        calls,
        least: leastCalls(type.type, counts),
      }
    }

    const rows: Awaited<ReturnType<typeof measure>>[] = []
    for (const type of types as ResourceType<'aws'>[]) rows.push(await measure(type))
    const total = (of: 'count' | 'calls' | 'least') => rows.reduce((sum, row) => sum + row[of], 0)
    const line = (name: string, count: number, calls: number, least: number) => [
      ...[name, number(count), number(calls), number(least), least === 0 ? '' : number(calls / least, 2)],
    ]
    return `${table(
      ['Calls by resource type', 'resources', 'calls', 'least', 'ratio'],
      [
        ...rows.map(({ type, count, calls, least }) => line(type, count, calls, least)),
        line('all', total('count'), total('calls'), total('least')),
      ],
    )}\nIn ${connection.regions.length} regions; signing in took ${signIn} more.\n`
  } finally {
    await cloud.stop()
  }
}
