import type { Column } from './column.ts'
import { evidenceText, type Finding } from './finding.ts'
import type { Names } from './table-columns.ts'

/** The columns of evaluations, in the order of the file. */
export const findingColumns = (names: Names): readonly Column<Finding>[] => [
  { key: 'cid', label: 'CID', of: ({ cid }) => cid },
  { key: 'title', label: 'Control', of: ({ title }) => title },
  { key: 'criticality', label: 'Criticality', of: ({ criticality }) => criticality },
  { key: 'outcome', label: 'Outcome', of: ({ outcome }) => outcome },
  { key: 'result', label: 'Result', of: ({ result }) => result },
  { key: 'resourceId', label: 'Resource id', of: ({ resourceId }) => resourceId },
  { key: 'name', label: 'Resource', of: ({ resource }) => resource.name },
  { key: 'type', label: 'Resource type', of: ({ resource }) => resource.type },
  { key: 'typeLabel', label: 'Type', of: ({ resource }) => names.typeLabel(resource.type) },
  { key: 'cloud', label: 'Cloud', of: ({ resource }) => resource.cloud },
  { key: 'account', label: 'Account', of: ({ resource }) => resource.account },
  { key: 'region', label: 'Region', of: ({ resource }) => resource.region },
  { key: 'appliesTo', label: 'Applies to', of: ({ appliesTo }) => appliesTo },
  { key: 'evidence', label: 'Evidence', of: evidenceText, json: ({ evidence }) => evidence },
  { key: 'firstEvaluated', label: 'First evaluated', kind: 'time', of: ({ firstEvaluated }) => firstEvaluated },
  { key: 'lastEvaluated', label: 'Last evaluated', kind: 'time', of: ({ lastEvaluated }) => lastEvaluated },
  { key: 'lastReopened', label: 'Last reopened', kind: 'time', of: ({ lastReopened }) => lastReopened },
  { key: 'lastFixed', label: 'Last fixed', kind: 'time', of: ({ lastFixed }) => lastFixed },
  { key: 'exceptionKind', label: 'Exception', of: ({ exception }) => exception?.kind },
  { key: 'exceptionReason', label: 'Reason of the exception', of: ({ exception }) => exception?.reason },
  { key: 'exceptionOwner', label: 'Owner of the exception', of: ({ exception }) => exception?.owner },
  { key: 'exceptionEnds', label: 'End of the exception', kind: 'time', of: ({ exception }) => exception?.ends },
  { key: 'connectorId', label: 'Connector id', of: ({ connectorId }) => connectorId },
  { key: 'connector', label: 'Connector', of: ({ connectorId }) => names.connector(connectorId) },
  { key: 'console', label: 'Console', of: ({ resource }) => names.consoleUrl(resource) },
]
