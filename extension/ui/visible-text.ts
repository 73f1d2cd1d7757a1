/** Controls, zero-width and direction marks: they can make one name look like another. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029\u115F\u1160\u3164\uFFA0]/gu

/** A foreign text as it is shown: what cannot be seen is written out, and very long texts are cut in the middle. */
export function visibleText(text: string, longest = 300): string {
  const shown = text.length > longest ? `${text.slice(0, longest - 20)} … ${text.slice(-16)}` : text
  return shown.replace(invisible, (char) => `⟨U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`)
}
