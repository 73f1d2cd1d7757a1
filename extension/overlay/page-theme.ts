export type Theme = 'light' | 'dark'

/**
 * Light or dark as the page itself is: as its background, or that of what covers its middle. A page without any has the
 * browser's own ground, which is white unless the page says that it can be dark.
 */
export function pageTheme(page: Document = document): Theme {
  for (const node of grounds(page)) {
    const theme = themeOf(getComputedStyle(node).backgroundColor)
    if (theme) return theme
  }
  return groundOf(getComputedStyle(page.documentElement).colorScheme)
}

/** Body and root first; only where they are see-through, what stands in the middle of the window and around it. */
function* grounds(page: Document): Generator<Element> {
  yield* [page.body, page.documentElement].filter((node) => node !== null)
  const { innerWidth = 0, innerHeight = 0 } = page.defaultView ?? {}
  let node = page.elementFromPoint?.(innerWidth / 2, innerHeight / 2)
  for (; node; node = node.parentElement) yield node
}

/** The ground that the browser paints for a page of this `color-scheme`. */
function groundOf(scheme: string): Theme {
  if (!/\bdark\b/.test(scheme)) return 'light'
  if (!/\blight\b/.test(scheme)) return 'dark'
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** `undefined` for what is see-through or of middle brightness. */
export function themeOf(colour: string): Theme | undefined {
  const list = /^rgba?\(([^)]*)\)$/.exec(colour)?.[1]
  if (list === undefined) return undefined
  const [red = Number.NaN, green = 0, blue = 0, alpha = 1] = list.split(/[\s,/]+/).map(Number)
  if (Number.isNaN(red) || alpha < 0.9) return undefined
  const brightness = (red * 299 + green * 587 + blue * 114) / 255_000
  if (brightness > 0.6) return 'light'
  return brightness < 0.35 ? 'dark' : undefined
}
