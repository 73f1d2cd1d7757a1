import type { CDPSession, Page } from 'playwright-core'

/** What a screen reader finds: the overlay's shadow roots are closed to scripts, not to people. */
export type Heard = { readonly role: string; readonly name: string; readonly url?: string }

type Property = { readonly name: string; readonly value: { readonly value?: unknown } }
type AxNode = {
  readonly ignored?: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
  readonly properties?: readonly Property[]
  readonly backendDOMNodeId?: number
}
type Found = Heard & { readonly session: CDPSession; readonly node: number | undefined }
type FrameTree = { readonly frame: { readonly id: string }; readonly childFrames?: readonly FrameTree[] }

const idsOf = ({ frame, childFrames = [] }: FrameTree): readonly string[] => [frame.id, ...childFrames.flatMap(idsOf)]

/** Sessions for the page and for those of its frames that run in a process of their own. */
async function sessionsOf(page: Page): Promise<readonly CDPSession[]> {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame())
  const own = frames.map((frame) =>
    page
      .context()
      .newCDPSession(frame)
      .catch(() => undefined),
  )
  return [await page.context().newCDPSession(page), ...(await Promise.all(own)).filter((one) => one !== undefined)]
}

async function nodesOf(session: CDPSession): Promise<readonly Found[]> {
  const { frameTree } = (await session.send('Page.getFrameTree')) as { frameTree: FrameTree }
  const found: Found[] = []
  for (const frameId of idsOf(frameTree)) {
    const tree = await session.send('Accessibility.getFullAXTree', { frameId }).catch(() => ({ nodes: [] }))
    for (const node of tree.nodes as readonly AxNode[]) {
      if (node.ignored || !node.role) continue
      const url = node.properties?.find(({ name }) => name === 'url')?.value.value
      found.push({
        role: node.role.value,
        name: node.name?.value ?? '',
        ...(typeof url === 'string' ? { url } : {}),
        session,
        node: node.backendDOMNodeId,
      })
    }
  }
  return found
}

async function all<Answer>(page: Page, use: (found: readonly Found[]) => Promise<Answer>): Promise<Answer> {
  const sessions = await sessionsOf(page)
  const answer = await use((await Promise.all(sessions.map(nodesOf))).flat())
  await Promise.all(sessions.map((session) => session.detach().catch(() => undefined)))
  return answer
}

/** Everything on the page and in its frames, in reading order. */
export const hear = (page: Page): Promise<readonly Heard[]> =>
  all(page, async (found) => found.map(({ role, name, url }) => ({ role, name, ...(url ? { url } : {}) })))

/** Names of the buttons that match. */
export const buttons = async (page: Page, pattern: RegExp): Promise<readonly string[]> =>
  (await hear(page)).filter(({ role, name }) => role === 'button' && pattern.test(name)).map(({ name }) => name)

/** Names of all badges. */
export const badges = (page: Page) => buttons(page, /failed control|could not be judged/)

/** All text as one line. */
export const spoken = async (page: Page): Promise<string> =>
  (await hear(page))
    .filter(({ role }) => role === 'StaticText')
    .map(({ name }) => name)
    .join(' ')

/** Puts the focus on a button or link, and presses Enter. */
export async function press(
  page: Page,
  role: 'button' | 'link' | 'DisclosureTriangle',
  pattern: RegExp,
): Promise<void> {
  await all(page, async (found) => {
    const target = found.find((one) => one.role === role && pattern.test(one.name))
    if (!target?.node) throw new Error(`There is no ${role} ${pattern}`)
    await target.session.send('DOM.getDocument', { depth: 0 })
    await target.session.send('DOM.focus', { backendNodeId: target.node })
    await page.keyboard.press('Enter')
  })
}
