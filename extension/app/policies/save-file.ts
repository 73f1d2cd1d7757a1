/** Saves a text as a file, as a download of the browser. */
export function saveFile(name: string, content: string, type = 'application/yaml'): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
