import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSecrets } from '../../worker/secrets.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'plumbline-secrets-'))

test('a sealed secret opens again, also after a restart', () => {
  const data = folder()
  const sealed = openSecrets(data).seal('hunter2 ✓', 'connector-1')
  expect(sealed).not.toContain('hunter2')
  expect(openSecrets(data).unseal(sealed, 'connector-1')).toBe('hunter2 ✓')
})

test('the same secret is never sealed to the same text twice', () => {
  const secrets = openSecrets(folder())
  expect(secrets.seal('hunter2', 'a')).not.toBe(secrets.seal('hunter2', 'a'))
})

test('a secret does not open under another connector, with another key, or after a change', () => {
  const secrets = openSecrets(folder())
  const sealed = secrets.seal('hunter2', 'connector-1')
  expect(() => secrets.unseal(sealed, 'connector-2')).toThrow('changed or moved')
  expect(() => openSecrets(folder()).unseal(sealed, 'connector-1')).toThrow('Put it back')
  const last = sealed.length - 3
  const changed = `${sealed.slice(0, last)}${sealed[last] === 'A' ? 'B' : 'A'}${sealed.slice(last + 1)}`
  expect(() => secrets.unseal(changed, 'connector-1')).toThrow('changed or moved')
})

test.each(['', 'hunter2', 'v1.a.b', 'v2.k.AAAA.AAAA.AAAA', 'v1.k...'])('%j is no sealed secret', (text) => {
  expect(() => openSecrets(folder()).unseal(text, 'a')).toThrow('Enter it again')
})

test('the key file is for its owner alone, and is made so again', () => {
  const data = folder()
  const mode = () => statSync(join(data, 'key')).mode & 0o777
  openSecrets(data)
  expect(mode()).toBe(0o600)
  chmodSync(join(data, 'key'), 0o644)
  openSecrets(data)
  expect(mode()).toBe(0o600)
})

test('a new key on top of the ring seals from then on, and the old one still opens', () => {
  const data = folder()
  const old = openSecrets(data).seal('old', 'a')
  const ring = readFileSync(join(data, 'key'), 'utf8')
  writeFileSync(join(data, 'key'), `new:${Buffer.alloc(32, 7).toString('base64')}\n${ring}`)
  const secrets = openSecrets(data)
  expect(secrets.seal('new', 'a')).toMatch(/^v1\.new\./)
  expect(secrets.unseal(old, 'a')).toBe('old')
})

test('a damaged key file is told in one sentence that shows nothing of it', () => {
  const data = folder()
  writeFileSync(join(data, 'key'), 'c2VjcmV0')
  expect(() => openSecrets(data)).toThrow(/^The key file .* is damaged\./)
  writeFileSync(join(data, 'key'), '')
  expect(() => openSecrets(data)).toThrow(/^The key file .* is empty\./)
})
