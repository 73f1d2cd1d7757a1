import { type Browser, browser } from 'wxt/browser'
import type { Reply } from './ask.ts'
import type { MessageKind, Messages } from './messages.ts'
import { questionSchemas } from './question-schema.ts'
import { text } from './text.ts'
import { WorkerProblem } from './worker-problem.ts'

export type Sender = Browser.runtime.MessageSender

export type Handlers = {
  readonly [K in MessageKind]: (request: Messages[K]['request'], sender: Sender) => Promise<Messages[K]['answer']>
}

/** Only our own pages may ask these: the others are for content scripts too, which live beside foreign pages. */
const forOwnPages: readonly MessageKind[] = ['pair', 'unpair', 'offer', 'signIn', 'findings']

/** Answers every message that reaches the background. Must be called before the first `await` of its start. */
export function serve(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const kind = kindOf(message)
    if (!kind || sender.id !== browser.runtime.id) return undefined
    answer(handlers, kind, message, sender).then(sendResponse)
    return true
  })
}

function kindOf(message: unknown): MessageKind | undefined {
  const kind = typeof message === 'object' && message !== null && 'kind' in message ? message.kind : undefined
  return typeof kind === 'string' && Object.hasOwn(questionSchemas, kind) ? (kind as MessageKind) : undefined
}

async function answer<K extends MessageKind>(
  handlers: Handlers,
  kind: K,
  message: unknown,
  sender: Sender,
): Promise<Reply<K>> {
  if (forOwnPages.includes(kind) && !isOwnPage(sender)) return { problem: text.notAllowed }
  const request = questionSchemas[kind].safeParse((message as { request?: unknown }).request)
  if (!request.success) return { problem: text.badQuestion }
  try {
    return { answer: await handlers[kind](request.data, sender) }
  } catch (error) {
    if (!(error instanceof WorkerProblem)) console.error(`Plumbline: ${kind} failed`, error)
    return { problem: error instanceof WorkerProblem ? error.message : text.unexpected }
  }
}

/** The browser sets `url`; for a content script it is the console's. */
/** Whether a page of the extension asks, not a content script. */
export const isOwnPage = ({ url }: Sender) => url?.startsWith(browser.runtime.getURL('/')) ?? false
