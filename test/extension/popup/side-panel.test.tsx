import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SidePanel, type SidePanelActions } from '../../../extension/popup/side-panel.tsx'
import { text } from '../../../extension/popup/text.ts'
import type { Hit, Messages, PageIdentity, Status } from '../../../extension/sync/messages.ts'
import { text as sentences } from '../../../extension/sync/text.ts'
import { exampleIds } from '../../shared/console-links/example-ids.ts'
import { control } from '../sync/pages.ts'

const bucket = exampleIds['aws.s3.bucket'] as Hit['resource']
const list: PageIdentity = { cloud: 'aws', account: bucket.account, type: 'aws.s3.bucket' }
const detail: PageIdentity = { ...list, id: bucket.name }
const status: Status = {
  paired: { worker: 'http://127.0.0.1:8787', role: 'manager' },
  syncing: false,
  synced: new Date(Date.now() - 185_000).toISOString(),
  connectors: [],
  titles: {},
}
const hit: Hit = { resource: bucket, failing: 1, unknown: 0, worst: 'HIGH', controls: [] }
const details = {
  resource: bucket,
  findings: [
    {
      control: control(48),
      evaluation: {
        cid: 48,
        resourceId: bucket.id,
        result: 'FAIL',
        evidence: [{ setting: 'Versioning Status', actual: 'Suspended', expected: 'Enabled' }],
        firstEvaluated: '2026-01-01T00:00:00.000Z',
        lastEvaluated: '2026-01-01T00:00:00.000Z',
      },
    },
  ],
  synced: status.synced,
}

type Answers = { [K in keyof Messages]?: (request: Messages[K]['request']) => unknown }

let root: HTMLElement
let asked: { kind: string; request: unknown }[]
let moved: () => void
let gone: string[]

beforeEach(() => {
  root = document.createElement('div')
  document.body.replaceChildren(root)
  asked = []
  gone = []
})
afterEach(() => act(() => render(null, root)))

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 0)))

async function show(answers: Answers): Promise<void> {
  const ask = (async (kind: keyof Messages, request: never) => {
    asked.push({ kind, request })
    const answer = answers[kind]
    if (!answer) throw new Error(`no answer to ${kind}`)
    return answer(request)
  }) as SidePanelActions['ask']
  const onMove = (listener: () => void) => {
    moved = listener
    return () => undefined
  }
  const actions = { ask, onMove, onChange: () => () => undefined, go: (url: string) => gone.push(url) }
  await act(async () => render(<SidePanel actions={actions} />, root))
  await settle()
}

/** The panel itself is in a shadow root. */
const panel = () => [...root.querySelectorAll('*')].find((node) => node.shadowRoot)?.shadowRoot
const findings = () => ({ total: 1, hits: [hit] })
const lookup = () => ({ hits: { [bucket.name]: hit } })

test('beside a list page it shows what fails in the account of the page, of the type that it lists', async () => {
  await show({ status: () => status, whereAmI: () => ({ identity: list }), findings })
  expect(asked.at(-1)?.request).toMatchObject({ cloud: 'aws', account: bucket.account, type: 'aws.s3.bucket' })
  expect(root.textContent).toContain(bucket.name)
})

test('its findings have an age, and a reason where they are not newer', async () => {
  const away = { ...status, problem: sentences.unreachable('http://127.0.0.1:8787') }
  await show({ status: () => away, whereAmI: () => ({ identity: list }), findings })
  expect(root.textContent).toContain('Synced 3 minutes ago')
  expect(root.textContent).toContain(away.problem)
})

test('beside the page of a failing resource it shows its findings', async () => {
  await show({ status: () => status, whereAmI: () => ({ identity: detail }), lookup, details: () => details })
  expect(panel()?.querySelector('h2')?.textContent).toBe(bucket.name)
  expect(panel()?.textContent).toContain('Suspended')
})

test('a jump is made in the tab beside it', async () => {
  await show({ status: () => status, whereAmI: () => ({ identity: detail }), lookup, details: () => details })
  await act(() => panel()?.querySelector<HTMLElement>('.jump a')?.click())
  expect(gone).toEqual([expect.stringMatching(/^https:\/\/.*console\.aws\.amazon\.com\//)])
})

test('a resource of the list opens, Back leads to the list, and another page begins anew', async () => {
  const answers = { status: () => status, whereAmI: () => ({ identity: list }), findings, details: () => details }
  await show(answers)
  const open = async () => {
    await act(() => root.querySelector<HTMLElement>('[data-row]')?.click())
    await settle()
  }
  await open()
  expect(panel()).toBeDefined()
  await act(() => [...root.querySelectorAll('button')].find((one) => one.textContent?.includes(text.back))?.click())
  await settle()
  expect(root.querySelector('[data-row]')).not.toBeNull()
  await open()
  await act(() => moved())
  await settle()
  expect(panel()).toBeUndefined()
})

test.each([
  ['no worker is paired', { ...status, paired: undefined }, list, text.notPairedYet],
  ['the tab shows no console page', status, null, text.noPage],
])('says so when %s', async (_, now, identity, sentence) => {
  await show({ status: () => now, whereAmI: () => ({ identity }) })
  expect(root.textContent).toContain(sentence)
})

test('when the background does not answer, it says so and tries again', async () => {
  let isUp = false
  await show({
    status: () => (isUp ? status : Promise.reject(new Error('Starting.'))),
    whereAmI: () => ({ identity: null }),
  })
  expect(root.querySelector('[role=alert]')?.textContent).toBe('Starting.')
  isUp = true
  await act(() => root.querySelector('button')?.click())
  await settle()
  expect(root.textContent).toContain(text.noPage)
})
