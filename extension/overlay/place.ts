import type { Badge } from './badge.ts'
import type { Source } from './find-sources.ts'

const interactive =
  'a,button,summary,label,[role=button],[role=link],[role=tab],[role=checkbox],[role=radio],[role=switch],[role=treeitem]>span'
const cells = 'td,th,[role=cell],[role=gridcell],[role=rowheader]'
const rows = 'tr,[role=row],li,[role=listitem],[role=option]'
const headings = 'h1,h2,h3,[role=heading]'

/** Right-to-left letters and direction marks: what follows such a text in the flow need not stand at its end. */
const turning = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/

/** Where a badge goes: after `after`, in the flow of the text or, where that would move something, in a layer. */
export type Place = { readonly after: ChildNode; readonly mode: 'inline' | 'layer' }

const elementOf = ({ node }: Source) => (node instanceof Text ? node.parentElement : node)

/** What has one badge for a resource: the row or heading, else the link, else the element around the text. */
export function groupOf(source: Source): Node {
  const element = elementOf(source)
  return element?.closest(`${rows},${headings}`) ?? element?.closest(interactive) ?? element ?? source.node
}

export const isInCell = (source: Source) => elementOf(source)?.closest(cells) != null
export const isInHeading = (source: Source) => elementOf(source)?.closest(headings) != null

/** Reads styles only, no layout. `undefined` where there is no room for a badge. */
export function placeOf(source: Source): Place | undefined {
  const target = outermost(source)
  const parent = target?.parentElement ?? target?.getRootNode()
  if (!target || !(parent instanceof Element || parent instanceof ShadowRoot)) return undefined
  const isInline = isInlineText(target) && isFlow(parent) && !turning.test(source.said)
  return { after: isInline ? lastOfItsLine(target) : target, mode: isInline ? 'inline' : 'layer' }
}

/** The text, or the outermost link or button around it: a badge is never inside of those. */
function outermost(source: Source): (ChildNode & (Element | Text)) | undefined {
  let target: Element | Text = source.node
  for (let element = elementOf(source)?.closest(interactive); element; ) {
    target = element
    element = element.parentElement?.closest(interactive)
  }
  return target.isConnected ? target : undefined
}

const isInlineText = (target: Node) =>
  target instanceof Text || (target instanceof Element && getComputedStyle(target).display.startsWith('inline'))

const isFlow = (parent: Element | ShadowRoot) =>
  !(parent instanceof Element) || !/flex|grid/.test(getComputedStyle(parent).display)

/** Behind the icons and buttons that follow the name, such as "copy", as long as they stand in its line. */
function lastOfItsLine(target: ChildNode): ChildNode {
  let last = target
  for (let next = target.nextSibling; next; next = next.nextSibling) {
    const isSmall = next instanceof Element ? isIcon(next) : next.textContent?.trim() === ''
    if (!isSmall) return last
    last = next
  }
  return last
}

const isIcon = (element: Element) =>
  /^(?:button|svg|i|img|span)$/i.test(element.nodeName) &&
  !element.textContent?.trim() &&
  getComputedStyle(element).display.startsWith('inline')

/** Puts a badge on the page. */
export function attach({ host }: Badge, { after, mode }: Place): void {
  if (mode === 'layer') host.dataset.place = mode
  after.after(host)
}

/** How far the badge must be moved, in px, and whether its text is cut off before it. Reads layout. */
export function measure({ host, button, source }: Badge): { x: number; y: number; clip?: Element } {
  const target = outermost(source)
  const limit = elementOf(source)?.closest(cells)
  const clip = limit ? clippingBetween(elementOf(source), limit) : undefined
  const box = button.getBoundingClientRect()
  const moved = offsetOf(host)
  const natural = { left: box.left - moved.x, right: box.right - moved.x, middle: box.top + box.height / 2 - moved.y }
  const bounds = (clip ?? limit)?.getBoundingClientRect()
  const first = Math.max(bounds?.left ?? 0, 0) + 2
  const last = Math.min(bounds?.right ?? Number.POSITIVE_INFINITY, document.documentElement.clientWidth) - 2
  if (host.dataset.place === undefined) {
    const x = Math.max(0, first - natural.left) || Math.min(0, last - natural.right)
    return { x, y: 0, ...(clip && { clip }) }
  }
  const wanted = rectOf(target)
  if (!wanted) return moved
  const x = Math.min(wanted.right + 5, last - box.width) - natural.left
  return { x, y: wanted.top + wanted.height / 2 - natural.middle, ...(clip && { clip }) }
}

function offsetOf({ style }: HTMLElement): { x: number; y: number } {
  const px = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0
  return { x: px('--x'), y: px('--y') }
}

function rectOf(target: Element | Text | undefined): DOMRect | undefined {
  if (!(target instanceof Text)) return target?.getBoundingClientRect()
  const range = document.createRange()
  range.selectNodeContents(target)
  return range.getBoundingClientRect()
}

/** The element that cuts the text off with an ellipsis, if there is one. */
function clippingBetween(start: Element | null, limit: Element): Element | undefined {
  for (let element = start; element; element = element.parentElement) {
    const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
    if (isCut && getComputedStyle(element).overflowX !== 'visible') return element
    if (element === limit) return undefined
  }
  return undefined
}
