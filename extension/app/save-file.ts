/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob | string): void {
  const address = URL.createObjectURL(typeof content === 'string' ? new Blob([content]) : content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser may ask first where to put it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
