const sheets = new Map<string, CSSStyleSheet>()

/** A closed shadow root of our own with a style sheet that all such roots of the page share. */
export function ownShadow(host: Element, css: string, delegatesFocus = false): ShadowRoot {
  const root = host.attachShadow({ mode: 'closed', delegatesFocus })
  const sheet = sheets.get(css) ?? newSheet(css)
  sheets.set(css, sheet)
  root.adoptedStyleSheets = [sheet]
  return root
}

function newSheet(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}
