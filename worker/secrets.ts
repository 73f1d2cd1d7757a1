import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Seals what the database must not show in plain: client secrets and service-account keys. */
export type Secrets = {
  /** `record` is the id of the row that will hold the text; it opens under no other. */
  readonly seal: (plain: string, record: string) => string
  /** Throws `SecretsError` when the key is missing, the record is another one, or the text was changed. */
  readonly unseal: (sealed: string, record: string) => string
}

export class SecretsError extends Error {
  override readonly name = 'SecretsError'
}

type Key = { readonly id: string; readonly bytes: Buffer }
type Parts = { readonly keyId: string; readonly salt: Buffer; readonly iv: Buffer; readonly body: Buffer }

const version = 'v1'
const tagLength = 16

/**
 * The secrets of a data folder. Its file `key` is a key ring: one `id:base64` a line, the first for sealing, all for
 * opening; it is made where it is missing, readable for its owner alone. To change keys, put a new line on top.
 */
export function openSecrets(folder: string): Secrets {
  const path = join(folder, 'key')
  const ring = ringOf(path)
  const [current] = ring
  if (!current) throw new SecretsError(`The key file ${path} is empty. Put its copy back, or delete it to start anew.`)
  return {
    seal: (plain, record) => seal(plain, record, current),
    unseal: (sealed, record) => unseal(sealed, record, ring, path),
  }
}

function ringOf(path: string): readonly Key[] {
  try {
    return readRing(path)
  } catch (cause) {
    if (cause instanceof SecretsError) throw cause
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException
    const advice = 'Give the user that runs Plumbline the right to write it and its folder, and the disk some space.'
    throw new SecretsError(`The key file ${path} cannot be read or made (${code}). ${advice}`, { cause })
  }
}

function readRing(path: string): readonly Key[] {
  createRing(path)
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parseKey(line, path))
}

function createRing(path: string): void {
  const line = `${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}\n`
  try {
    writeFileSync(path, line, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function parseKey(line: string, path: string): Key {
  const [id = '', text = ''] = line.trim().split(':')
  const bytes = Buffer.from(text, 'base64')
  if (!/^\w+$/.test(id) || bytes.length !== 32) {
    throw new SecretsError(`The key file ${path} is damaged. Put its copy back, or delete it to start anew.`)
  }
  return { id, bytes }
}

function seal(plain: string, record: string, key: Key): string {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', derive(key, salt), iv).setAAD(label(key.id, record))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [version, key.id, ...[salt, iv, body].map((part) => part.toString('base64url'))].join('.')
}

function unseal(sealed: string, record: string, ring: readonly Key[], path: string): string {
  const { keyId, salt, iv, body } = parseSealed(sealed)
  const key = ring.find(({ id }) => id === keyId)
  if (!key) {
    throw new SecretsError(`The key that sealed this secret is not in ${path}. Put it back, or enter the secret again.`)
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', derive(key, salt), iv, { authTagLength: tagLength })
    decipher.setAAD(label(keyId, record)).setAuthTag(body.subarray(-tagLength))
    return Buffer.concat([decipher.update(body.subarray(0, -tagLength)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new SecretsError('A stored secret cannot be opened: it was changed or moved. Enter it again.', { cause })
  }
}

function parseSealed(sealed: string): Parts {
  const [found, keyId = '', ...rest] = sealed.split('.')
  const [salt, iv, body] = rest.map((part) => Buffer.from(part, 'base64url'))
  if (found !== version || !salt || !iv || !body || iv.length !== 12 || body.length < tagLength) {
    throw new SecretsError('A stored secret is damaged. Enter it again.')
  }
  return { keyId, salt, iv, body }
}

const derive = (key: Key, salt: Buffer) => Buffer.from(hkdfSync('sha256', key.bytes, salt, 'plumbline secret', 32))

const label = (keyId: string, record: string) => Buffer.from(`${version}|${keyId}|${record}`)
