export type Theme = 'light' | 'dark'

/** Light or dark as the page itself is, where its background is clear; else as the person prefers. */
export function pageTheme(page: Document = document): Theme {
  const backgrounds = [page.body, page.documentElement].map((node) => node && getComputedStyle(node).backgroundColor)
  const own = backgrounds.map((colour) => themeOf(colour ?? '')).find((theme) => theme !== undefined)
  return own ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
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
