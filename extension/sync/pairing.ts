import { browser } from 'wxt/browser'
import { isToken, originPattern, type PairingLink, parseWorker } from './pairing-link.ts'
import { text } from './text.ts'
import { type Role, workerClient } from './worker-client.ts'
import { WorkerProblem } from './worker-problem.ts'

/** `signedIn`: the token came with a sign-in, and ends within the day. */
export type Pairing = PairingLink & { readonly role: Role; readonly signedIn?: true }

const key = 'pairing'

/** Shuts content scripts out of the storage that holds the token. Firefox has no such setting yet. */
export async function closeStorage(): Promise<void> {
  if (import.meta.env.BROWSER !== 'firefox')
    await browser.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })
}

export async function readPairing(): Promise<Pairing | undefined> {
  return (await browser.storage.local.get(key))[key] as Pairing | undefined
}

export const forgetPairing = (): Promise<void> => browser.storage.local.remove(key)

/** Checks address, permission, worker, version and token, in this order, then keeps them. Throws `WorkerProblem`. */
export async function pair(address: string, token: string, signedIn?: true): Promise<Pairing> {
  const worker = parseWorker(address)
  if (!worker) throw new WorkerProblem(text.badAddress)
  if (!isToken(token)) throw new WorkerProblem(text.noToken)
  if (!(await isAllowed(worker))) throw new WorkerProblem(text.noPermission(worker))
  const { role } = await workerClient({ worker, token }).session()
  const pairing: Pairing = { worker, token, role, ...(signedIn && { signedIn }) }
  await browser.storage.local.set({ [key]: pairing })
  return pairing
}

/**
 * True once the browser lets us reach the worker. The popup asks for that while we wait, because Firefox closes the
 * popup at the question and nobody would be left to go on afterwards.
 */
export async function isAllowed(worker: string): Promise<boolean> {
  const permission = { origins: [originPattern(worker)] }
  if (await browser.permissions.contains(permission)) return true
  return new Promise((resolve) => {
    const end = (isGranted: boolean) => {
      clearTimeout(patience)
      browser.permissions.onAdded.removeListener(check)
      resolve(isGranted)
    }
    const check = async () => (await browser.permissions.contains(permission)) && end(true)
    const patience = setTimeout(end, 25_000, false)
    browser.permissions.onAdded.addListener(check)
  })
}
