import { resourceTypes } from '../../../worker/collect/index.ts'
import { loadEvaluator } from '../../../worker/evaluate/index.ts'
import { createProgress } from '../../../worker/scan/progress.ts'
import { scan } from '../../../worker/scan.ts'
import { saveControls } from '../../../worker/store/controls.ts'
import { demoAwsEstate } from '../../clouds/aws-estate.ts'
import { connectTo } from '../collect/aws/collect.ts'
import { addConnector } from '../temporary-database.ts'
import { startApi } from './start.ts'

const names = [
  'aws.autoscaling.group',
  'aws.ec2.instance',
  'aws.ec2.security-group',
  'aws.ec2.subnet',
  'aws.elb.load-balancer',
]

const root = new URL('../../..', import.meta.url).pathname
const evaluator = loadEvaluator({ root, types: resourceTypes })

/** A worker's API after a run on the demo account, with the resource types and controls that Plumbline ships. */
export async function startOnDemoAccount() {
  const api = await startApi({ types: resourceTypes })
  const { connection, account } = await connectTo(demoAwsEstate())
  const connector = await addConnector(api.database, 'demo', { account: account.id })
  const types = names.flatMap((name) => resourceTypes.get(name) ?? [])
  await saveControls(api.database, evaluator)
  const progress = createProgress(async () => {})
  const { signal } = new AbortController()
  const run = { db: api.database, connector, connection, types, evaluator, clock: () => api.time.now, signal, progress }
  await scan(run)
  /** The details of the resource of a type that is called so. */
  const detail = async (type: string, name: string) => {
    const { items } = (await api.call(`/resources?type=${type}&text=${encodeURIComponent(name)}`)).json
    const { id } = items.find((item: { name: string }) => item.name === name)
    return (await api.call(`/resources/detail?id=${encodeURIComponent(id)}`)).json
  }
  return { ...api, account: account.id, detail }
}
