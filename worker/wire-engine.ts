import type { Catalogue } from './catalogue.ts'
import { resourceTypes } from './collect/index.ts'
import type { Endpoints } from './connection.ts'
import { connectAws } from './connectors/aws.ts'
import { connectAzure } from './connectors/azure.ts'
import { connectGcp } from './connectors/gcp.ts'
import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'
import type { Secrets } from './secrets.ts'
import type { Database } from './store/database.ts'

type Wiring = {
  readonly database: Database
  readonly catalogue: Catalogue
  readonly endpoints: Endpoints
  readonly unseal: Secrets['unseal']
}

/** The engine for real clouds, in place. */
export const wireEngine = ({ database, catalogue, endpoints, unseal }: Wiring): Promise<Engine> =>
  createEngine({
    database,
    connect: { aws: connectAws, azure: connectAzure, gcp: connectGcp },
    endpoints,
    unseal,
    types: [...resourceTypes.values()],
    evaluator: catalogue.evaluator,
    catalogue,
    clock: () => new Date(),
  })
