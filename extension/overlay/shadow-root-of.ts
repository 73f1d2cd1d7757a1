/** Elements that may host a shadow root: custom ones, and these. https://dom.spec.whatwg.org/#valid-shadow-host-name */
const hosts = new Set(
  'ARTICLE,ASIDE,BLOCKQUOTE,BODY,DIV,FOOTER,H1,H2,H3,H4,H5,H6,HEADER,MAIN,NAV,P,SECTION,SPAN'.split(','),
)

type ChromeDom = { readonly openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null }
type Opened = Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null }

const { dom } = (globalThis as { chrome?: { readonly dom?: ChromeDom } }).chrome ?? {}

/** An element's shadow root, closed ones included, as only extensions can see them. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (!hosts.has(element.nodeName) && !element.localName.includes('-')) return null
  if (element.shadowRoot) return element.shadowRoot
  if (dom?.openOrClosedShadowRoot) return dom.openOrClosedShadowRoot(element)
  return (element as Opened).openOrClosedShadowRoot ?? null
}
