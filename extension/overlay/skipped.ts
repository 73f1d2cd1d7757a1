/** Tags of our own nodes on the page. */
export const ownTags = { badge: 'plumbline-badge', layer: 'plumbline-layer' } as const

const own: readonly string[] = Object.values(ownTags).map((tag) => tag.toUpperCase())

/** Whether a node is ours: it is neither read nor observed. */
export const isOurs = (node: Node) => own.includes(node.nodeName)

const unread = new Set(
  'SCRIPT,STYLE,NOSCRIPT,TEMPLATE,TEXTAREA,INPUT,SELECT,OPTION,CANVAS,VIDEO,AUDIO,NAV,svg,math'.split(','),
)
const unreadRoles = new Set('navigation,textbox,menu,menuitem,listbox,option,combobox,tooltip'.split(','))

/** What people type into, copies for the eye only, menus, and what is no text at all. */
export function isSkipped(element: Element): boolean {
  if (unread.has(element.nodeName) || isOurs(element)) return true
  if (element.getAttribute('aria-hidden') === 'true') return true
  const editable = element.getAttribute('contenteditable')
  if (editable !== null && editable !== 'false') return true
  const role = element.getAttribute('role')
  return role !== null && unreadRoles.has(role)
}

/** Whether the node or anything around it, up to its document or shadow root, is skipped. */
export function isWithinSkipped(node: Node): boolean {
  const start = node instanceof Element ? node : node.parentElement
  for (let element = start; element; element = element.parentElement) if (isSkipped(element)) return true
  return false
}
