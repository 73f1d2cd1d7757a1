import { type ComponentChild, render } from 'preact'
import { act } from 'preact/test-utils'
import { vi } from 'vitest'
import { setWorker } from '../../../../extension/app/worker.ts'

/** What a fake worker answers to a path: a body, or an `Error` to be refused with. */
export type Answer = (asked: Asked) => unknown
export type Asked = {
  readonly path: string
  readonly method: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

/** A worker behind `fetch`: everything between is real. */
export function fakeWorker(answers: Readonly<Record<string, Answer>>) {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (input: URL | string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(String(input))
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
    const call = {
      path: pathname.replace('/api/', ''),
      method: init.method ?? 'GET',
      query: Object.fromEntries(searchParams),
      body,
    }
    asked.push(call)
    const name = `${call.method} ${call.path}`
    const answer = answers[name] ?? answers[name.replace(/\/[^/]+$/, '/:id')]
    if (!answer) throw new TypeError('fetch failed')
    const said = await answer(call)
    init.signal?.throwIfAborted()
    if (!(said instanceof Error)) return Response.json(said, { status: 200 })
    const problem = { type: 'about:blank', title: 'Conflict', status: 409, detail: said.message }
    return new Response(JSON.stringify(problem), {
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
    })
  })
  // Each test has a worker of its own: what was read from one is not shown for another.
  setWorker({ worker: `http://127.0.0.1:${next++}`, token: 'plb_x', role: 'reader' })
  return asked
}

let next = 20_000

/** Draws into the page; what was there goes. */
export async function draw(what: ComponentChild): Promise<HTMLElement> {
  const root = document.querySelector<HTMLElement>('#root') ?? document.createElement('div')
  root.id = 'root'
  document.body.append(root)
  await act(async () => render(what, root))
  await settle()
  return root
}

export async function clear(): Promise<void> {
  const root = document.querySelector('#root')
  if (root) await act(async () => render(null, root))
  document.body.replaceChildren()
}

export const settle = (milliseconds = 10) =>
  act(async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
  })

export async function press(
  target: EventTarget | null,
  key: string,
  more: KeyboardEventInit = {},
): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  await act(async () => void target?.dispatchEvent(event))
  await settle()
  return event
}

/** Types a text into an input, as one change. */
export async function type(input: HTMLInputElement, value: string): Promise<void> {
  await act(async () => {
    input.focus()
    input.value = value
    input.setSelectionRange(value.length, value.length)
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  await settle()
}

export async function click(element: Element | null | undefined): Promise<void> {
  if (!element) throw new Error('There is nothing to click.')
  await act(async () => void element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })))
  await settle()
}

/** A button by its name. */
export const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === name,
  )

export const options = (): string[] =>
  [...document.querySelectorAll('[role=option]')].map((one) => one.textContent ?? '')
