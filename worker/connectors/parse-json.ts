/** What a text says; `undefined` where it is no JSON, as answers may be that were cut off or are a proxy's. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
