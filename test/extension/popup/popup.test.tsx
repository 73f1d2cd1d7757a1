import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actions } from '../../../extension/popup/actions.ts'
import { Popup } from '../../../extension/popup/popup.tsx'
import { text } from '../../../extension/popup/text.ts'
import type { Hit, Messages, Status } from '../../../extension/sync/messages.ts'
import { text as sentences } from '../../../extension/sync/text.ts'
import { control } from '../sync/pages.ts'

const tile = (controls: number) => ({ controls, failures: controls * 2 })
const worker = 'http://127.0.0.1:8787'
const summary = {
  resources: 1200,
  evaluations: { pass: 5, fail: 9, unknown: 0, excepted: 0 },
  byCriticality: { HIGH: tile(3), MEDIUM: tile(1), LOW: tile(0) },
  topControls: [{ cid: 48, fail: 1234 }],
  topAccounts: [{ cloud: 'aws' as const, account: '111122223333', fail: 1300 }],
}
const ready: Status = {
  paired: { worker, role: 'manager' },
  syncing: false,
  synced: new Date(Date.now() - 185_000).toISOString(),
  summary,
  connectors: [{ id: 'c1', cloud: 'aws', name: 'Production', account: '111122223333', state: 'Online' }],
  titles: { 48: { title: 'Buckets keep versions', criticality: 'HIGH' } },
}
const hit = (name: string): Hit => ({
  resource: {
    id: `arn:aws:s3:::${name}`,
    type: 'aws.s3.bucket',
    name,
    cloud: 'aws',
    account: '111122223333',
    region: 'eu-west-1',
  },
  failing: 1,
  unknown: 0,
  worst: 'HIGH',
  controls: [{ cid: 48, title: 'Buckets keep versions', criticality: 'HIGH', view: 'properties' }],
})

let root: HTMLElement
let asked: { kind: string; request: unknown }[]
let changed: () => void

beforeEach(() => {
  root = document.createElement('div')
  document.body.replaceChildren(root)
  asked = []
})
afterEach(() => act(() => render(null, root)))

type Answers = { [K in keyof Messages]?: (request: Messages[K]['request']) => unknown }

async function show(answers: Answers, allow: Actions['allow'] = async () => true, kept?: Status) {
  const keptStatus = async () => kept
  const ask = (async (kind: keyof Messages, request: never) => {
    asked.push({ kind, request })
    const answer = answers[kind]
    if (!answer) throw new Error(`no answer to ${kind}`)
    return answer(request)
  }) as Actions['ask']
  const onChange = (listener: () => void) => {
    changed = listener
    return () => undefined
  }
  await act(async () => render(<Popup actions={{ ask, allow, onChange, keptStatus }} />, root))
  await settle()
}

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 0)))
/** What a screen reader says of a node without a label of its own. */
const saidBy = (node: Node): string => {
  if (node instanceof Element && node.getAttribute('aria-hidden') === 'true') return ''
  if (node.childNodes.length === 0) return node.textContent ?? ''
  return [...node.childNodes].map(saidBy).filter(Boolean).join(' ')
}
const button = (name: string | RegExp) => {
  const matches = (element: Element) => {
    const own = element.getAttribute('aria-label') ?? saidBy(element)
    return typeof name === 'string' ? own === name : name.test(own)
  }
  const found = [...root.querySelectorAll('button')].find(matches)
  if (!found) throw new Error(`no button ${name} in: ${root.textContent}`)
  return found
}
const click = async (name: string | RegExp) => {
  await act(() => button(name).click())
  await settle()
}
const press = async (key: string) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  await act(() => void (document.activeElement ?? document.body).dispatchEvent(event))
  await settle()
}
async function type(label: string, value: string) {
  const id = [...root.querySelectorAll('label')].find((one) => one.textContent === label)?.htmlFor
  const input = root.querySelector<HTMLInputElement>(id ? `[id="${id}"]` : `[aria-label="${label}"]`)
  if (!input) throw new Error(`no field ${label}`)
  input.value = value
  await act(() => void input.dispatchEvent(new Event('input', { bubbles: true })))
  await settle()
}

describe('the overview', () => {
  test('comes from the status alone', async () => {
    await show({ status: () => ready })
    expect(asked).toEqual([{ kind: 'status', request: {} }])
    expect(button('High 3 6 failures')).toBeDefined()
    expect(root.textContent).toContain('Synced 3 minutes ago')
    expect(root.textContent).toContain('Buckets keep versions')
    expect(root.textContent).toContain('CID 48 · 1,234 failing resources')
  })

  test('is there before the background has answered', async () => {
    await show({ status: () => new Promise(() => undefined) }, undefined, ready)
    expect(button('High 3 6 failures')).toBeDefined()
  })

  test.each([
    [
      'a first sync that is under way',
      { ...ready, summary: undefined, synced: undefined, syncing: true, received: 1200 },
      text.firstSync,
    ],
    ['no connector', { ...ready, summary: undefined, connectors: [] }, text.noConnectors],
    ['no run that has ended', { ...ready, summary: undefined }, text.noData],
    [
      'nothing that fails',
      { ...ready, summary: { ...summary, evaluations: { pass: 9, fail: 0, unknown: 0, excepted: 0 } } },
      text.clean,
    ],
    [
      'something that could not be read',
      { ...ready, summary: { ...summary, evaluations: { pass: 9, fail: 0, unknown: 2, excepted: 0 } } },
      text.unknownSome(2),
    ],
  ])('tells %s', async (_, status, sentence) => {
    await show({ status: () => status })
    expect(root.textContent).toContain(sentence)
  })

  test.each([
    ['could not be judged', { summary: { ...summary, evaluations: { pass: 9, fail: 0, unknown: 2, excepted: 0 } } }],
    [
      'is behind a connector that is offline',
      {
        summary: { ...summary, evaluations: { pass: 9, fail: 0, unknown: 0, excepted: 0 } },
        connectors: ready.connectors.map((one) => ({ ...one, state: 'Offline' })),
      },
    ],
  ])('does not say that all is well while something %s', async (_, change) => {
    await show({ status: () => ({ ...ready, ...change }) })
    expect(root.textContent).not.toContain(text.clean)
    expect(root.textContent).toContain(text.cleanSoFar)
  })

  test('tells how many findings the sync under way has received', async () => {
    await show({ status: () => ({ ...ready, syncing: true, received: 12_000 }) })
    expect(root.textContent).toContain('Syncing… 12,000 findings')
  })

  test('without the worker shows all that is cached, its age, and why it is not newer', async () => {
    const synced = new Date(Date.now() - 7_200_000).toISOString()
    await show({ status: () => ({ ...ready, synced, problem: sentences.unreachable(worker) }) })
    expect(root.textContent).toContain('Synced 2 hours ago')
    expect(root.textContent).toContain(sentences.unreachable(worker))
    expect(button('High 3 6 failures')).toBeDefined()
  })

  test('says when the findings are old though nothing failed', async () => {
    await show({ status: () => ({ ...ready, synced: new Date(Date.now() - 3_600_000).toISOString() }) })
    expect(root.textContent).toContain(text.stale)
  })

  test('tells why a connector is offline and what to do', async () => {
    const offline = {
      ...ready.connectors[0],
      state: 'Offline',
      stateReason: 'The role is gone.',
      stateAdvice: 'Create it again.',
    }
    await show({ status: () => ({ ...ready, connectors: [offline] }) })
    expect(root.textContent).toMatch(/Offline.*The role is gone\..*Create it again\./)
  })

  test('says that a hint is no error', async () => {
    const connectors = [{ ...ready.connectors[0], hint: 'Regions Discovered' }]
    await show({ status: () => ({ ...ready, connectors }) })
    expect(root.textContent).toMatch(/Online · Regions Discovered.*No error where there are none/)
  })

  test('does not call a retired connector a failure', async () => {
    const summaryOfNone = { ...summary, evaluations: { pass: 9, fail: 0, unknown: 0, excepted: 0 } }
    const stateReason = 'The account 111122223333 is closed.'
    const retired = { state: 'Offline', stateReason, retired: new Date(Date.now() - 3 * 86_400_000).toISOString() }
    const connectors = [{ ...ready.connectors[0], ...retired }]
    await show({ status: () => ({ ...ready, summary: summaryOfNone, connectors }) })
    expect(root.textContent).toContain(text.clean)
    expect(root.textContent).toMatch(/Retired 3 days ago.*The account 111122223333 is closed\./)
    expect(root.textContent).not.toContain('Offline')
  })

  test('does not say that all is well where nothing is judged', async () => {
    const none = { ...summary, evaluations: { pass: 0, fail: 0, unknown: 0, excepted: 0 } }
    const connectors = [{ ...ready.connectors[0], type: 'inventory' }]
    await show({ status: () => ({ ...ready, summary: none, connectors }) })
    expect(root.textContent).not.toContain(text.clean)
    expect(root.textContent).toContain(text.judgesNone)
  })

  test('counts the accounts of an organization, and lists them below it when they are opened', async () => {
    const members = Array.from({ length: 40 }, (_, i) => ({
      ...ready.connectors[0],
      ...{ id: `m${i}`, parent: 'o', type: 'cspm', name: `team-${i}`, account: `${210_000_000_000 + i}` },
      ...(i === 7 && { state: 'Offline', stateReason: 'The role is gone.' }),
      ...(i === 3 && { state: 'Offline', retired: '2026-01-01T00:00:00.000Z' }),
    }))
    const organization = { id: 'o', cloud: 'aws', name: 'Acme Corp', type: 'organization', state: 'Online' }
    await show({ status: () => ({ ...ready, connectors: [...members, organization] }) })
    expect(root.textContent).toContain('40 accounts:1 offline, 38 online, 1 retired')
    expect(root.textContent).not.toContain('team-7')
    const accounts = root.querySelector('details') as HTMLDetailsElement
    accounts.open = true
    await act(() => void accounts.dispatchEvent(new Event('toggle')))
    const list = accounts.querySelector('[aria-label="Accounts of Acme Corp"]')
    expect(list?.querySelectorAll('li')).toHaveLength(40)
    expect(list?.querySelector('li')?.textContent).toMatch(/team-7.*Offline.*The role is gone\./)
  })

  test('loses no connector whose parent is unknown, or no organization', async () => {
    const one = (id: string, parent: string) => ({ ...ready.connectors[0], id, parent, name: `name-${id}` })
    const connectors = [one('a', 'b'), one('b', 'a'), one('c', 'gone')]
    await show({ status: () => ({ ...ready, connectors }) })
    for (const id of ['a', 'b', 'c']) expect(root.textContent).toContain(`name-${id}`)
  })

  test('follows the cache', async () => {
    let status = ready
    await show({ status: () => status })
    status = { ...ready, summary: { ...summary, byCriticality: { ...summary.byCriticality, HIGH: tile(2) } } }
    changed()
    await settle()
    expect(button('High 2 4 failures')).toBeDefined()
  })

  test('unpairs only after a second question', async () => {
    await show({ status: () => ready, unpair: () => ({ syncing: false, connectors: [], titles: {} }) })
    await click(text.unpair)
    expect(asked.map(({ kind }) => kind)).not.toContain('unpair')
    await click(text.unpairYes)
    expect(root.textContent).toContain(text.pairTitle)
  })
})

describe('the lists', () => {
  const findings = () => ({ total: 5000, hits: Array.from({ length: 100 }, (_, i) => hit(`bucket-${i}`)) })

  test('a tile leads to its resources, of which only those on show are drawn', async () => {
    await show({ status: () => ready, findings })
    await click(/^High \d/)
    expect(asked.at(-1)).toEqual({ kind: 'findings', request: { criticality: 'HIGH', offset: 0, limit: 100 } })
    expect(root.textContent).toContain('5,000 failing resources')
    expect(root.querySelectorAll('li').length).toBeLessThan(40)
    expect(root.querySelector('li')?.getAttribute('aria-setsize')).toBe('5000')
  })

  test('a row leads to the console page where the fix is made', async () => {
    await show({ status: () => ready, findings })
    await click(/Buckets keep versions/)
    expect(asked.at(-1)?.request).toMatchObject({ cid: 48 })
    const link = root.querySelector<HTMLAnchorElement>('li a')
    expect(link?.href).toMatch(/^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/s3\/.*bucket-0.*properties/)
    expect(link?.rel).toBe('noreferrer')
  })

  test('the arrow keys move between rows, Escape goes back', async () => {
    await show({ status: () => ready, findings })
    await click(/^High \d/)
    root.querySelector<HTMLElement>('[data-row]')?.focus()
    await press('ArrowDown')
    expect(document.activeElement?.textContent).toContain('bucket-1')
    await press('Escape')
    expect(root.textContent).toContain(text.failedControls)
  })

  test('going back gives the focus to the row and the tile that were opened', async () => {
    await show({ status: () => ready, findings, details: () => null })
    button(/^High \d/).focus()
    await click(/^High \d/)
    root.querySelector<HTMLElement>('[data-row]')?.focus()
    await press('ArrowDown')
    await act(() => (document.activeElement as HTMLElement).click())
    await settle()
    expect(document.activeElement?.getAttribute('aria-label')).toBe(text.back)
    await press('Escape')
    expect(document.activeElement?.textContent).toContain('bucket-1')
    await press('Escape')
    expect(document.activeElement).toBe(button(/^High \d/))
  })

  test('Escape ends a search', async () => {
    await show({ status: () => ready, findings })
    await type(text.search, 'x-ray')
    await press('Escape')
    expect(root.querySelector<HTMLInputElement>('[type=search]')?.value).toBe('')
    expect(root.textContent).toContain(text.failedControls)
  })

  test('searching lists what matches, and an empty search leads back', async () => {
    await show({ status: () => ready, findings: () => ({ total: 0, hits: [] }) })
    await type(text.search, 'x-ray')
    expect(asked.at(-1)?.request).toMatchObject({ text: 'x-ray' })
    expect(root.textContent).toContain(text.noMatch)
    await type(text.search, '')
    expect(root.textContent).toContain(text.failedControls)
  })

  test('a list that cannot be had says so', async () => {
    await show({ status: () => ready })
    await click(/^High \d/)
    expect(root.querySelector('[role=alert]')?.textContent).toBe('no answer to findings')
  })

  test('a resource shows evidence and steps with its own name, and names are only ever text', async () => {
    const name = '<img src=x onerror=alert(1)>\u202Egnp'
    const { resource } = hit(name)
    const evaluation = {
      cid: 48,
      resourceId: resource.id,
      result: 'FAIL',
      evidence: [{ setting: 'Versioning', actual: '<script>alert(1)</script>', expected: 'Enabled' }],
      firstEvaluated: '2026-01-01T00:00:00.000Z',
      lastEvaluated: '2026-01-01T00:00:00.000Z',
    }
    const details = () => ({
      resource,
      findings: [{ evaluation, control: control(48) }],
      synced: '2026-01-01T00:00:00.000Z',
    })
    await show({ status: () => ready, findings: () => ({ total: 1, hits: [hit(name)] }), details })
    await click(/^High \d/)
    await act(() => root.querySelector<HTMLElement>('[data-row]')?.click())
    await settle()
    expect(root.textContent).toContain('Open <img src=x onerror=alert(1)>⟨U+202E⟩gnp.')
    expect(root.textContent).toContain('<script>alert(1)</script>')
    expect(root.querySelector('img, script')).toBeNull()
  })

  test('a resource that is clean by now says so', async () => {
    await show({ status: () => ready, findings, details: () => null })
    await click(/^High \d/)
    await act(() => root.querySelector<HTMLElement>('[data-row]')?.click())
    await settle()
    expect(root.textContent).toContain(text.clear)
  })
})

describe('pairing', () => {
  const unpaired: Status = { syncing: false, connectors: [], titles: {} }
  const link = `${worker}/pair#token=plb_0123456789abcdef`

  test('the pasted link pairs, and the permission is asked for before anything else', async () => {
    const order: string[] = []
    const allow = vi.fn(async () => {
      order.push('allow')
      return true
    })
    const pair = () => {
      order.push('pair')
      return ready
    }
    await show({ status: () => unpaired, pair }, allow)
    await type(text.link, link)
    await click(text.pair)
    expect(order).toEqual(['allow', 'pair'])
    expect(asked.at(-1)?.request).toEqual({ worker, token: 'plb_0123456789abcdef' })
    expect(root.textContent).toContain(text.failedControls)
  })

  test('a refused permission has its own sentence', async () => {
    await show({ status: () => unpaired, pair: () => new Promise(() => undefined) }, async () => false)
    await type(text.link, link)
    await click(text.pair)
    expect(root.querySelector('[role=alert]')?.textContent).toBe(sentences.noPermission(worker))
  })

  test('what the worker refuses is told', async () => {
    await show({ status: () => unpaired, pair: () => Promise.reject(new Error(sentences.wrongToken)) })
    await type(text.link, link)
    await click(text.pair)
    expect(root.querySelector('[role=alert]')?.textContent).toBe(sentences.wrongToken)
  })

  test('what is no link is told without asking the browser', async () => {
    const allow = vi.fn(async () => true)
    await show({ status: () => unpaired }, allow)
    await type(text.link, 'hello')
    await click(text.pair)
    expect(root.querySelector('[role=alert]')?.textContent).toBe(sentences.badLink)
    expect(allow).not.toHaveBeenCalled()
  })

  test('what was said about one link is not said about the next', async () => {
    await show({ status: () => unpaired })
    await type(text.link, 'hello')
    await click(text.pair)
    await type(text.link, 'hello, world')
    expect(root.querySelector('[role=alert]')).toBeNull()
  })

  test('address and token can be given by hand; http to another machine is warned of', async () => {
    await show({ status: () => unpaired })
    await click(text.byHand)
    await type(text.address, '10.0.0.5:8787')
    await type(text.token, 'plb_0123456789abcdef')
    expect(root.textContent).toContain(sentences.plainHttp)
    expect(root.querySelector<HTMLInputElement>('input[type=password]')).not.toBeNull()
  })
})

describe('signing in', () => {
  const unpaired: Status = { syncing: false, connectors: [], titles: {} }
  const offer = { by: 'login.example.com', address: 'https://plumbline.example.com' }
  const lull = () => act(async () => new Promise((resolve) => setTimeout(resolve, 450)))

  test('is offered when the worker offers it, for the origin that it names', async () => {
    const allow = vi.fn(async () => true)
    await show({ status: () => unpaired, offer: () => offer, signIn: () => unpaired }, allow)
    await click(text.byHand)
    await type(text.address, '127.0.0.1:8')
    await type(text.address, '127.0.0.1:8787')
    await lull()
    expect(asked.filter(({ kind }) => kind === 'offer')).toEqual([{ kind: 'offer', request: { worker } }])
    await click(text.signIn(offer.by))
    expect(allow).toHaveBeenCalledWith(offer.address)
    expect(asked.at(-1)).toEqual({ kind: 'signIn', request: { worker: offer.address } })
    expect(root.textContent).toContain(text.signInTab)
  })

  test('is offered for an address in place of the pairing link, and not for a whole link', async () => {
    await show({ status: () => unpaired, offer: () => offer })
    await type(text.link, `${worker}/`)
    await lull()
    expect(button(text.signIn(offer.by))).toBeDefined()
    await type(text.link, `${worker}/pair#token=plb_0123456789abcdef`)
    expect(() => button(text.signIn(offer.by))).toThrow()
  })

  test('is not offered by a worker without a provider, and a refused permission is told', async () => {
    await show({ status: () => unpaired, offer: () => null })
    await type(text.link, worker)
    await lull()
    expect(root.querySelectorAll('button')).toHaveLength(2)

    await show({ status: () => unpaired, offer: () => offer, signIn: () => unpaired }, async () => false)
    await click(text.byHand)
    await type(text.address, worker)
    await lull()
    await click(text.signIn(offer.by))
    expect(root.querySelector('[role=alert]')?.textContent).toBe(sentences.noPermission(offer.address))
  })

  test('again is a button where somebody is signed in, and nowhere else', async () => {
    const paired = { worker, role: 'manager' as const, signedIn: true as const }
    await show({ status: () => ({ ...ready, paired }), signIn: () => ready })
    await click(text.signInAgain)
    expect(asked.at(-1)).toEqual({ kind: 'signIn', request: { worker } })
    expect(() => button(text.signInAgain)).toThrow()
  })
})

test('when the background does not answer, the popup says so and tries again', async () => {
  let isUp = false
  const status = () => (isUp ? ready : Promise.reject(new Error('Starting.')))
  await show({ status })
  expect(root.querySelector('[role=alert]')?.textContent).toBe('Starting.')
  isUp = true
  await click(text.retry)
  expect(root.textContent).toContain(text.failedControls)
})
