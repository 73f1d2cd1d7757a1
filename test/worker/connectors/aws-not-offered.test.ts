import { expect, test } from 'vitest'
import { isNotOffered } from '../../../worker/connectors/aws-not-offered.ts'

const fault = { code: 'ENOTFOUND', region: 'me-central-1' }
const knows =
  (...names: string[]) =>
  async (host: string) =>
    names.includes(host)

test('a service whose name is unknown where that of EC2 is known is not offered in the region', async () => {
  const resolve = knows('ec2.me-central-1.amazonaws.com')
  expect(await isNotOffered('macie2.me-central-1.amazonaws.com', fault, resolve)).toBe(true)
  const china = knows('ec2.cn-north-1.amazonaws.com.cn')
  expect(await isNotOffered('glacier.cn-north-1.amazonaws.com.cn', { ...fault, region: 'cn-north-1' }, china)).toBe(
    true,
  )
})

test.each([
  ['where no name can be resolved', 'macie2.me-central-1.amazonaws.com', fault],
  ['EC2 itself', 'ec2.me-central-1.amazonaws.com', fault],
  ['an address of the operator', 'aws.internal', fault],
  ['another failure', 'macie2.me-central-1.amazonaws.com', { ...fault, code: 'EAI_AGAIN' }],
])('%s is a failure', async (_, host, told) => {
  const resolve = host.startsWith('macie2') && told === fault ? knows() : async () => true
  expect(await isNotOffered(host, told, resolve)).toBe(false)
})
