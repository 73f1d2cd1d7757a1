import type { MessagePort } from 'node:worker_threads'
import { resourceTypes } from './collect/index.ts'
import { serveEngine } from './engine-rpc.ts'
import type { ThreadOptions } from './engine-thread.ts'
import { loadCatalogue } from './evaluate/catalogue.ts'
import { findRoot } from './root.ts'
import { openSecrets } from './secrets.ts'
import { openDatabase } from './store/database.ts'
import { readOwn } from './store/own-controls.ts'
import { wireEngine } from './wire-engine.ts'

/** What the engine's thread does: puts an engine together and serves it to the main thread. */
export async function serve(port: MessagePort, { databaseUrl, data, endpoints }: ThreadOptions): Promise<void> {
  const database = await openDatabase({ url: databaseUrl })
  const catalogue = loadCatalogue({ root: findRoot(), types: resourceTypes })
  catalogue.adopt(await readOwn(database))
  const engine = await wireEngine({ database, catalogue, endpoints, unseal: openSecrets(data).unseal })
  serveEngine(port, {
    ...engine,
    async close() {
      await engine.close()
      database.close()
    },
  })
  port.postMessage('ready')
  // What was saved and not yet judged when the last thread ended.
  await engine.reload().catch(() => undefined)
}
