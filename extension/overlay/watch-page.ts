import { isOurs } from './skipped.ts'

/** The event by which the page's own world tells that an element got a shadow root; see `shadow-roots.content.ts`. */
export const shadowEvent = 'plumbline:shadow'

type Watch = {
  /** A document or shadow root that was not watched before. */
  readonly onRoot: (root: Document | ShadowRoot) => void
  /** Nodes that are new or say something else; called before the page is painted. */
  readonly onChange: (touched: readonly Node[]) => void
  readonly signal: AbortSignal
}

/** Watches a document, and every shadow root that it is told of, with one observer. */
export function watchPage({ onRoot, onChange, signal }: Watch) {
  const roots = new WeakSet<Node>()
  const observer = new MutationObserver((records) => {
    const touched = new Set<Node>()
    let isRemoval = false
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type !== 'childList') touched.add(target)
      for (const node of addedNodes) if (!isOurs(node)) touched.add(node)
      isRemoval ||= removedNodes.length > 0
    }
    const connected = [...touched].filter((node) => node.isConnected)
    if (connected.length > 0 || isRemoval) onChange(connected)
  })
  document.addEventListener(shadowEvent, (event) => event.target instanceof Element && onChange([event.target]), {
    capture: true,
    signal,
  })
  signal.addEventListener('abort', () => observer.disconnect())

  return {
    observe(root: Document | ShadowRoot): void {
      if (roots.has(root) || signal.aborted) return
      roots.add(root)
      onRoot(root)
      observer.observe(root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: ['href'],
      })
    },
  }
}
