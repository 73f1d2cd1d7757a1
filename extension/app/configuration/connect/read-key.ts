import { gcpKey } from '../../../../shared/connector-draft.ts'
import { text } from '../../text/configuration-connect.ts'
import type { KeyFile } from './form.ts'

/** A key file as Google makes it has about 2.4 KB. */
const most = 50_000

/** Reads a service account's key: the key, or why it is none. */
export function readKey(content: string, name?: string): KeyFile | string {
  const size = new TextEncoder().encode(content).length
  if (size > most) return text.keyTooLarge
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch {
    return text.keyNotJson
  }
  const { success, data, error } = gcpKey.safeParse(json)
  return success ? { name, size, key: data } : (error.issues[0]?.message ?? text.keyNotJson)
}
