import { browser } from 'wxt/browser'
import type { Broadcast, MessageKind, Messages } from './messages.ts'

/** What travels to the background. */
export type Question<K extends MessageKind = MessageKind> = {
  readonly kind: K
  readonly request: Messages[K]['request']
}

/** What comes back: the answer in an envelope of its own, because a `Status` has a `problem` too. */
export type Reply<K extends MessageKind = MessageKind> =
  | { readonly answer: Messages[K]['answer'] }
  | { readonly problem: string }

/** Asks the background, from any page, frame or content script. Throws an `Error` whose message is for the user. */
export async function ask<K extends MessageKind>(
  kind: K,
  request: Messages[K]['request'],
): Promise<Messages[K]['answer']> {
  const question: Question<K> = { kind, request }
  const reply = (await browser.runtime.sendMessage(question)) as Reply<K> | undefined
  if (!reply) throw new Error('Plumbline was updated or is starting. Try again, or reload this page.')
  if ('problem' in reply) throw new Error(reply.problem)
  return reply.answer
}

/** Calls `listener` for each broadcast until `signal` ends it. */
export function onBroadcast(listener: (broadcast: Broadcast) => void, signal: AbortSignal): void {
  const hear = (message: unknown) => {
    if (isBroadcast(message)) listener(message)
    return undefined
  }
  browser.runtime.onMessage.addListener(hear)
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(hear))
}

const broadcasts: readonly unknown[] = ['changed', 'moved', 'showPanel', 'ownBadge'] satisfies Broadcast['kind'][]

function isBroadcast(message: unknown): message is Broadcast {
  return typeof message === 'object' && message !== null && 'kind' in message && broadcasts.includes(message.kind)
}
