import { forgetAnswers } from './answers.ts'
import { type Cache, readRow } from './cache.ts'
import { details } from './details.ts'
import { findings } from './findings.ts'
import { type FindingsIndex, findingsIndex } from './findings-index.ts'
import { keepStatus } from './kept-status.ts'
import { lookup } from './lookup.ts'
import type { Details, Status } from './messages.ts'
import { forgetPairing, type Pairing, pair, readPairing } from './pairing.ts'
import type { Handlers } from './serve.ts'
import { createSignIn, readOffer } from './sign-in.ts'
import { createSyncer } from './syncer.ts'
import { consoleTabs, tellPages } from './tabs.ts'
import { text } from './text.ts'
import { showToolbar, toolbarOf } from './toolbar.ts'
import { workerClient } from './worker-client.ts'
import { WorkerProblem } from './worker-problem.ts'

/** All that the background does, apart from the browser's events that set it off. */
export function createBackground(cache: Cache) {
  const tabs = consoleTabs()
  let index: Promise<FindingsIndex> | undefined

  const syncer = createSyncer({ cache, connect, onProgress })
  const signIn = createSignIn((worker, token) => pairWith(worker, token, true))

  async function connect() {
    const pairing = await readPairing()
    return pairing && workerClient(pairing)
  }

  function onProgress(changed: boolean): void {
    if (changed) index = undefined
    if (changed) void tabs.changed()
    else tellPages({ kind: 'changed' })
    if (!syncer.progress.syncing) void refreshToolbar()
  }

  /** Read from one row when it is first asked for, and again when it has changed. */
  function current(): Promise<FindingsIndex> {
    index ??= readRow(cache, 'index').then((row) => findingsIndex(row?.index ?? nothing))
    return index
  }

  async function status(): Promise<Status> {
    const [row, pairing] = await Promise.all([readRow(cache, 'status'), readPairing()])
    const { syncing, received } = syncer.progress
    const { key: _, ...cached } = row ?? { key: 'status', connectors: [], titles: {} }
    return {
      ...cached,
      ...(pairing && { paired: pairedOf(pairing) }),
      syncing,
      ...(syncing && { received }),
    }
  }

  async function detailsOf(resourceId: string): Promise<Details | null> {
    const entry = (await current()).byId(resourceId)
    return entry ? details(cache, entry) : null
  }

  async function refreshToolbar(): Promise<void> {
    const now = await status()
    await keepStatus(now)
    await showToolbar(toolbarOf(now, new Date()))
  }

  async function clear(): Promise<void> {
    await syncer.cancel()
    await cache.transaction('rw', cache.tables, () => Promise.all(cache.tables.map((table) => table.clear())))
    await forgetAnswers()
    index = undefined
    await tabs.changed()
  }

  async function pairWith(worker: string, token: string, signedIn?: true): Promise<void> {
    const before = await readPairing()
    const after = await pair(worker, token, signedIn)
    if (before && before.worker !== after.worker) await clear()
    // Another token may be somebody else's, who sees less.
    if (before && before.token !== after.token) await forgetAnswers()
    void syncer.fresh()
  }

  const handlers: Handlers = {
    async page({ identity }, sender) {
      await tabs.moved(sender, identity)
      void syncer.nudge()
      return null
    },
    whereAmI: async (_, sender) => ({ identity: await tabs.identityOf(sender) }),
    async lookup({ identity, texts }) {
      void syncer.nudge()
      return { hits: lookup(await current(), identity, texts) }
    },
    details: ({ resourceId }) => detailsOf(resourceId),
    async status() {
      const answer = await status()
      void signIn.resume()
      void syncer.nudge()
      return answer
    },
    findings: async (query) => findings(await current(), query),
    async pair({ worker, token }) {
      await pairWith(worker, token)
      return status()
    },
    offer: ({ worker }) => readOffer(worker),
    async signIn({ worker }) {
      await signIn.begin(worker)
      return status()
    },
    async unpair() {
      const pairing = await readPairing()
      await forgetPairing()
      // Its token ends within the day anyway, where the worker is away now.
      if (pairing?.signedIn)
        void workerClient(pairing)
          .signOut()
          .catch(() => undefined)
      await clear()
      await refreshToolbar()
      return status()
    },
    async sync() {
      await syncer.run()
      return status()
    },
    async reevaluate({ resourceId, cid }) {
      const worker = await connect()
      if (!worker) throw new WorkerProblem(text.notPaired)
      await worker.reevaluate(resourceId, cid)
      await syncer.fresh()
      return detailsOf(resourceId)
    },
    async openPanel({ resourceId }, sender) {
      await tabs.showPanel(sender, resourceId)
      return null
    },
    async ownBadge({ isShown }, sender) {
      tabs.ownBadge(sender, isShown)
      return null
    },
  }

  return { handlers, tabs, syncer, refreshToolbar }
}

const pairedOf = ({ worker, role, signedIn }: Pairing): NonNullable<Status['paired']> => ({
  worker,
  role,
  ...(signedIn && { signedIn }),
})

const nothing = { controls: [], places: [], ids: [], names: [], numbers: new Uint32Array(), cids: new Uint32Array() }
