import { createHash } from 'node:crypto'

/*
 * Clients know things by UUIDs that have numbers or paths here. Each is one of version 8, whose contents are up to us:
 * https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
 */

const shaped = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')

/** The UUID of a resource: the database's identity, and the resource's number in it. */
export const uuidOf = (epoch: string, rid: number): string =>
  shaped(epoch.replaceAll('-', '').slice(0, 20) + rid.toString(16).padStart(12, '0'))

/** The number of the resource that a UUID of ours is about; `undefined` for another database's, and for anything else. */
export function ridOf(epoch: string, uuid: string): number | undefined {
  const rid = Number.parseInt(uuid.slice(24), 16)
  return Number.isSafeInteger(rid) && uuidOf(epoch, rid) === uuid.toLowerCase() ? rid : undefined
}

/** The UUID of what has a name: always the same one. */
export const uuidOfName = (name: string): string => shaped(createHash('sha256').update(name).digest('hex'))
