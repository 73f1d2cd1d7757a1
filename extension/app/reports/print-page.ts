/**
 * Prints a page through the browser's own dialog. Names in it are hostile: in its frame no script runs, no form is sent and
 * nothing else is opened, and the page's own policy lets it load nothing. Same origin alone lets this page call for the
 * dialog; without scripts nothing inside can make use of it.
 */
export function printPage(html: string, title: string): Promise<void> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.title = title
  Object.assign(frame.style, { position: 'fixed', width: '0', height: '0', border: '0', visibility: 'hidden' })
  return new Promise((resolve, reject) => {
    frame.addEventListener('load', () => {
      try {
        const { contentWindow } = frame
        contentWindow?.addEventListener('afterprint', () => setTimeout(() => frame.remove()))
        contentWindow?.print()
        // Where the browser tells of no end, the page stays until the next one is printed.
        resolve()
      } catch (error) {
        frame.remove()
        reject(error)
      }
    })
    for (const old of document.querySelectorAll('iframe[data-print]')) old.remove()
    frame.dataset.print = ''
    frame.srcdoc = html
    document.body.append(frame)
  })
}
