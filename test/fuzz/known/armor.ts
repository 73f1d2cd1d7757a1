import type { Seeds } from '../seed.ts'
import type { Spares } from '../spares.ts'
import { type KnownRequests, withBody, withParameters } from './requests.ts'

/** Requests to the paths of Armor that need something to be there. */
export function armorRequests({ connector, report, reported }: Seeds, spares: Spares): KnownRequests {
  const [id, controlId] = [String(report), String(reported)]
  return {
    'POST /cspm/connector': withBody({
      ...{ name: 'Another', provider: 'AWS', arn: spares.roleArns[0], externalId: 'another-1' },
    }),
    'GET /cspm/connector/{id}': withParameters({ id: String(connector.number) }),
    'DELETE /cspm/connector/{id}': withParameters({ id: String(spares.number) }),
    'GET /cspm/control/{controlId}/remediation': withParameters({ controlId }),
    'POST /cspm/report/configuration': withBody({
      ...{ title: 'HIPAA', cloudtype: 'AWS', mandateId: 6, connectorIds: [spares.unreported] },
    }),
    'POST /cspm/report/run': withParameters({ reportConfigId: id }),
    'GET /cspm/report/{id}': withParameters({ id }),
    'DELETE /cspm/report/{id}': withParameters({ id: String(spares.report) }),
    'GET /cspm/report/{id}/control/{controlId}/resources': withParameters({ id, controlId }),
  }
}
