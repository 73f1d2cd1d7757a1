import { expect, test } from 'vitest'
import type { Source } from '../../../extension/overlay/find-sources.ts'
import { knownHits } from '../../../extension/overlay/known-hits.ts'
import type { Hit, PageIdentity } from '../../../extension/sync/messages.ts'
import type { ResourceRef } from '../../../shared/resource.ts'
import { exampleIds } from '../../shared/console-links/example-ids.ts'

const hit = (type: string, change: Partial<ResourceRef> = {}): Hit => ({
  resource: { ...(exampleIds[type] as ResourceRef), ...change },
  failing: 1,
  unknown: 0,
  worst: 'HIGH',
  controls: [],
})

const says = (...texts: string[]): Source => ({
  node: document.createTextNode(texts[0] ?? ''),
  said: texts[0] ?? '',
  texts,
})

function link(href: string, text: string, id: string): Source {
  const node = document.createElement('a')
  node.href = href
  node.textContent = text
  return { node, said: href, texts: [id] }
}

function asking(answers: Readonly<Record<string, Hit>>) {
  const asked: (readonly [string, readonly string[]])[] = []
  const lookup = async ({ account }: PageIdentity, texts: readonly string[]) => {
    asked.push([account, texts])
    return answers
  }
  return { asked, lookup }
}

const page: PageIdentity = { cloud: 'aws', account: '111122223333', type: 'aws.s3.bucket' }

test('each text is asked about once, all new ones together, whether they are known or not', async () => {
  const { asked, lookup } = asking({ a: hit('aws.s3.bucket') })
  const known = knownHits(page, lookup)
  await known.learn([says('a'), says('b'), says('a')])
  await known.learn([says('a'), says('b')])
  expect(asked).toEqual([['111122223333', ['a', 'b']]])
  expect(known.hitOf(says('a'))?.failing).toBe(1)
  expect(known.hitOf(says('b'))).toBeUndefined()
  known.forget()
  expect(known.isKnown(says('a'))).toBe(false)
})

test('an answer about another account or cloud is not shown', async () => {
  const { lookup } = asking({
    other: hit('aws.s3.bucket', { account: '999988887777' }),
    cloud: hit('gcp.storage.bucket', { account: '111122223333' }),
  })
  const known = knownHits(page, lookup)
  await known.learn([says('other'), says('cloud'), says('constructor')])
  expect(['other', 'cloud', 'constructor'].map((text) => known.hitOf(says(text)))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('an ARM id is asked for in the subscription that it names; on a list nothing else is asked', async () => {
  const storage = exampleIds['azure.storage.account'] as ResourceRef
  const { asked, lookup } = asking({ [storage.id]: hit('azure.storage.account') })
  const known = knownHits({ cloud: 'azure', account: '', type: 'azure.storage.account' }, lookup)
  await known.learn([says(storage.id), says('acmeorders')])
  expect(asked).toEqual([[storage.account, [storage.id]]])
  expect(known.hitOf(says(storage.id))?.resource.id).toBe(storage.id)
})

test('a link stands for a resource only when it shows its name, perhaps cut short', async () => {
  const { id, name } = exampleIds['aws.s3.bucket'] as ResourceRef
  const { lookup } = asking({ [id]: hit('aws.s3.bucket') })
  const known = knownHits(page, lookup)
  await known.learn([says(id)])
  const shown = (text: string) =>
    known.hitOf(link('https://console.aws.amazon.com/s3/buckets/x', text, id)) !== undefined
  expect([name, `${name.slice(0, 8)}…`, 'Permissions', '', '…'].map(shown)).toEqual([true, true, false, false, false])
})
