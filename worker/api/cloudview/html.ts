const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML: whatever stands in it, it is read as text. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

export const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`

export const steps = (texts: readonly string[]): string =>
  `<ol>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ol>`

export const code = (text: string): string => `<pre>${escapeHtml(text)}</pre>`

/** Links to pages on the web; anything else is left out. */
export const links = (addresses: readonly string[]): string =>
  addresses
    .filter((address) => /^https:\/\//.test(address))
    .map((address) => `<p><a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p>`)
    .join('')
