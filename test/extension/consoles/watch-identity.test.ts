import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConsoleIdentity } from '../../../extension/consoles/identify.ts'
import { watchIdentity } from '../../../extension/consoles/watch-identity.ts'

const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } }
const address = 'https://eu-west-1.console.aws.amazon.com/s3/buckets?region=eu-west-1'
const before = location.href

let end: AbortController
let said: (ConsoleIdentity | null)[]

beforeEach(() => {
  happyDOM.setURL(address)
  document.head.innerHTML = `<meta name="awsc-session-data" content='{"accountId":"111122223333"}'>`
  end = new AbortController()
  said = []
  watchIdentity((identity) => said.push(identity), end.signal)
})
afterEach(() => {
  end.abort()
  happyDOM.setURL(before)
})

const own = expect.objectContaining({ cloud: 'aws', account: '111122223333', type: 'aws.s3.bucket' })

test('a page that is left is nobody’s, until it is shown again', () => {
  expect(said).toEqual([own])
  window.dispatchEvent(new Event('pagehide'))
  expect(said).toEqual([own, null])
  window.dispatchEvent(new Event('pageshow'))
  expect(said).toEqual([own, null, own])
})

test('the first showing of a page says nothing twice', () => {
  window.dispatchEvent(new Event('pageshow'))
  expect(said).toEqual([own])
})
