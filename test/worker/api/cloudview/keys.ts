/** Keys of the objects that strict clients build records from: no key more, none less. */
export const page = [
  ...['content', 'pageable', 'last', 'totalPages', 'totalElements', 'first', 'sort', 'numberOfElements', 'size'],
  ...['number', 'empty'],
]
export const oldPage = [
  ...['content', 'last', 'totalPages', 'totalElements', 'sort', 'first', 'numberOfElements', 'size', 'number'],
]
export const pageable = ['sort', 'pageSize', 'pageNumber', 'offset', 'paged', 'unpaged']

const connector = [
  ...['name', 'connectorId', 'description', 'provider', 'state', 'totalAssets', 'lastSyncedOn', 'nextSyncedOn'],
  ...['remediationEnabled', 'qualysTags', 'isGovCloud', 'isChinaRegion', 'accountAlias', 'isDisabled'],
  ...['pollingFrequency', 'error', 'externalId', 'portalConnectorUuid', 'isPortalConnector', 'groups'],
]
export const awsConnector = [...connector, 'awsAccountId', 'baseAccountId', 'arn']
export const azureConnector = [
  ...[...connector, 'subscriptionId', 'tenantId', 'applicationId', 'subscriptionName', 'directoryId'],
]
export const gcpConnector = [...connector, 'projectId']

export const controlEvaluation = [
  ...['controlName', 'controlId', 'policyNames', 'criticality', 'service', 'result', 'passedResources'],
  ...['failedResources', 'passWithExceptionResources'],
]
export const resourceEvaluation = [
  ...['resourceId', 'region', 'accountId', 'evaluatedOn', 'evidences', 'resourceType', 'connectorId', 'result'],
  'evaluationDates',
]
export const evaluationDates = ['firstEvaluated', 'lastEvaluated', 'dateReopen', 'dateFixed']
export const metadata = [
  ...['cid', 'controlName', 'created', 'modified', 'controlType', 'provider', 'isCustomizable', 'serviceType'],
  ...['criticality', 'evaluation', 'specification', 'rationale', 'manualRemediation', 'references'],
  ...['buildTimeRemediation', 'resourceType', 'remediationEnabled', 'policyNames', 'executionType'],
  ...['workflowBased', 'templateType'],
]
export const resource = [
  ...['resourceId', 'name', 'connectorUuids', 'created', 'cloudAccountId', 'additionalDetails', 'uuid'],
  ...['connectorUuid', 'createdOn', 'tags', 'remediationEnabled', 'lastUpdated', 'cloudType', 'region'],
  ...['resourceType', 'accountAlias', 'controlsFailed', 'qualysTags', 'isSnapshotScanEnabled'],
]
export const bucket = [
  ...['bucketName', 'bucketCreationDateStr', 's3GrantList', 'ownerName', 'bucketPolicy', 'bucketOwnerId'],
]

export const keysOf = (value: object): readonly string[] => Object.keys(value).sort()
