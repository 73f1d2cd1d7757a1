import { parseConsoleUrl, resourceIdOf } from '../../shared/console-links/index.ts'
import type { PageIdentity } from '../sync/messages.ts'
import { candidates } from './candidates.ts'
import { shadowRootOf } from './shadow-root-of.ts'
import { isSkipped, isWithinSkipped } from './skipped.ts'

/** A node that may name a resource: a text, or a link to the resource's console page. */
export type Source = {
  readonly node: Text | HTMLAnchorElement
  /** What it said when it was read; when that has changed, the badge is stale. */
  readonly said: string
  /** What the background is asked about; the first that is known counts. */
  readonly texts: readonly string[]
}

/** What a node says now. */
export const saidBy = (node: Source['node']) => (node instanceof Text ? node.data : node.href)

/**
 * Walks the page below `start`, into shadow roots too, which are told to `onRoot`. Yields at every node, so that the walk
 * can be cut into slices.
 */
export function* findSources(
  start: Node,
  identity: PageIdentity,
  onRoot: (root: ShadowRoot) => void,
): Generator<Source | undefined> {
  if (isWithinSkipped(start)) return
  const todo: Node[] = [start]
  for (let root = todo.pop(); root; root = todo.pop()) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, skip)
    for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
      const shadow = node instanceof Element ? shadowRootOf(node) : null
      if (shadow) {
        onRoot(shadow)
        todo.push(shadow)
      }
      yield sourceOf(node, identity)
    }
  }
}

const skip = (node: Node) =>
  node instanceof Element && isSkipped(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT

/** Whether, and as what, a single node may name a resource. */
export function sourceOf(node: Node, identity: PageIdentity): Source | undefined {
  if (node instanceof Text) return textSource(node)
  return node instanceof HTMLAnchorElement ? linkSource(node, identity) : undefined
}

function textSource(node: Text): Source | undefined {
  const texts = candidates(node.data)
  return texts.length > 0 ? { node, said: node.data, texts } : undefined
}

function linkSource(node: HTMLAnchorElement, identity: PageIdentity): Source | undefined {
  const page = node.hasAttribute('href') ? parseConsoleUrl(node.href) : undefined
  if (!page?.type || page.cloud !== identity.cloud) return undefined
  const id = resourceIdOf({ ...page, account: page.account ?? identity.account })
  return id ? { node, said: node.href, texts: [id] } : undefined
}
