/** What the server put into the page, as JSON. */
export const readData = <Data>(): Data =>
  JSON.parse(document.querySelector('#console-data')?.textContent ?? 'null') as Data
