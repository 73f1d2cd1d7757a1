import { type FilterTerm, parseFilterPattern } from './filter-pattern.ts'
import { type KnownEvent, matchEvent } from './filter-pattern-match.ts'

/** What a metric filter has to catch. */
export type Requirement = {
  /** It matches each of these, whatever else stands in them. */
  readonly caught: readonly KnownEvent[]
  /** It does not match any of these: else it counts something else too, and its alarm says nothing. */
  readonly spared: readonly KnownEvent[]
  /** Comparisons that may narrow it all the same. */
  readonly accepted?: readonly FilterTerm[]
  /** Services whose events it needs. */
  readonly sources: readonly string[]
}

/** Whether a filter means what is required, however it is written. What is not understood does not. */
export const meetsRequirement = (pattern: string | undefined, required: Requirement): boolean =>
  meets(pattern, required, () => false)

/** Whether it means that, or would if its regular expressions, which are not judged, match what they are to match. */
export const mayMeet = (pattern: string | undefined, required: Requirement): boolean =>
  meets(pattern, required, ({ path, isRegex }, event) => isRegex === true && Object.hasOwn(event, path))

function meets(
  pattern: string | undefined,
  required: Requirement,
  isTakenToHold: (term: FilterTerm, event: KnownEvent) => boolean,
): boolean {
  const tree = parseFilterPattern(pattern ?? '')
  if (!tree) return false
  const isAccepted = (term: FilterTerm) => required.accepted?.some((one) => isSame(one, term)) ?? false
  return (
    required.caught.every(
      (event) => matchEvent(tree, event, (term) => isAccepted(term) || isTakenToHold(term, event)) === true,
    ) && required.spared.every((event) => matchEvent(tree, event, (term) => isOrdinary(term, event)) !== true)
  )
}

/** What holds for nearly every event: a property that is not given is some text, and not the one that is ruled out. */
const isOrdinary = ({ path, operator, value = '', isRegex }: FilterTerm, event: KnownEvent) =>
  !Object.hasOwn(event, path) && (operator === '!=' || (operator === '=' && !isRegex && /^\*+$/.test(value)))

const isSame = (one: FilterTerm, other: FilterTerm) =>
  one.path === other.path && one.operator === other.operator && one.value === other.value && !other.isRegex

/** Stands for any text: no pattern matches it that does not match all of them. */
const any = '\u0000any'

/** Calls of a service, by their names; `isNamed` where the filter has to name the service too. */
function calls(source: string, names: readonly string[], { isNamed = false } = {}): Requirement {
  const eventSource = `${source}.amazonaws.com`
  return {
    caught: names.map((eventName) => ({ eventName, eventSource })),
    spared: [
      { eventName: any, eventSource },
      ...(isNamed ? names.map((eventName) => ({ eventName, eventSource: any })) : []),
    ],
    sources: [eventSource],
  }
}

const signIn = { eventName: 'ConsoleLogin', eventSource: 'signin.amazonaws.com', eventType: 'AwsConsoleSignIn' }
const mfaUsed = 'additionalEventData.MFAUsed'

/**
 * What the CIS benchmark wants to be alarmed about. Events of ClassicLink, which no longer exists, need not be caught;
 * nor those that later editions added, such as ModifySecurityGroupRules.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const requirements = {
  unauthorizedCalls: {
    caught: [
      ...['UnauthorizedOperation', 'Client.UnauthorizedOperation', `${any}UnauthorizedOperation`],
      ...['AccessDenied', 'AccessDeniedException', `AccessDenied${any}`],
    ].map((errorCode) => ({ errorCode })),
    spared: [{ errorCode: null }, { errorCode: any }],
    accepted: [
      { path: 'sourceIPAddress', operator: '!=', value: 'delivery.logs.amazonaws.com' },
      { path: 'eventName', operator: '!=', value: 'HeadBucket' },
    ],
    sources: [],
  },
  signInWithoutMfa: {
    caught: ['No', any].map((answer) => ({ ...signIn, [mfaUsed]: answer })),
    spared: [
      { ...signIn, [mfaUsed]: 'Yes', 'userIdentity.type': 'IAMUser', 'responseElements.ConsoleLogin': 'Success' },
      { eventName: any, [mfaUsed]: 'No' },
    ],
    accepted: [
      { path: 'userIdentity.type', operator: '=', value: 'IAMUser' },
      { path: 'responseElements.ConsoleLogin', operator: '=', value: 'Success' },
    ],
    sources: [],
  },
  rootUsage: {
    caught: ['AwsApiCall', 'AwsConsoleSignIn', 'AwsConsoleAction', any].map((eventType) => root({ eventType })),
    spared: [
      root({ 'userIdentity.type': any }),
      root({ 'userIdentity.invokedBy': any }),
      root({ eventType: 'AwsServiceEvent' }),
    ],
    sources: [],
  },
  iamPolicyChanges: calls('iam', [
    ...['DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'PutRolePolicy'],
    ...['PutUserPolicy', 'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion'],
    ...['AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy', 'DetachUserPolicy'],
    ...['AttachGroupPolicy', 'DetachGroupPolicy'],
  ]),
  trailChanges: calls('cloudtrail', ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging']),
  failedSignIns: {
    caught: [{ ...signIn, errorMessage: 'Failed authentication' }],
    spared: [
      { ...signIn, errorMessage: null },
      { eventName: any, errorMessage: 'Failed authentication' },
    ],
    sources: [],
  },
  keyRemoval: calls('kms', ['DisableKey', 'ScheduleKeyDeletion'], { isNamed: true }),
  bucketPolicyChanges: calls(
    's3',
    [
      ...['PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle', 'PutBucketReplication'],
      ...['DeleteBucketPolicy', 'DeleteBucketCors', 'DeleteBucketLifecycle', 'DeleteBucketReplication'],
    ],
    { isNamed: true },
  ),
  recorderChanges: calls(
    'config',
    ['StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder'],
    { isNamed: true },
  ),
  securityGroupChanges: calls('ec2', [
    ...['AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'RevokeSecurityGroupIngress'],
    ...['RevokeSecurityGroupEgress', 'CreateSecurityGroup', 'DeleteSecurityGroup'],
  ]),
  networkAclChanges: calls('ec2', [
    ...['CreateNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAcl', 'DeleteNetworkAclEntry'],
    ...['ReplaceNetworkAclEntry', 'ReplaceNetworkAclAssociation'],
  ]),
  gatewayChanges: calls('ec2', [
    ...['CreateCustomerGateway', 'DeleteCustomerGateway', 'AttachInternetGateway', 'CreateInternetGateway'],
    ...['DeleteInternetGateway', 'DetachInternetGateway'],
  ]),
  routeTableChanges: calls('ec2', [
    ...['CreateRoute', 'CreateRouteTable', 'ReplaceRoute', 'ReplaceRouteTableAssociation'],
    ...['DeleteRouteTable', 'DeleteRoute', 'DisassociateRouteTable'],
  ]),
  vpcChanges: calls('ec2', [
    ...['CreateVpc', 'DeleteVpc', 'ModifyVpcAttribute', 'AcceptVpcPeeringConnection'],
    ...['CreateVpcPeeringConnection', 'DeleteVpcPeeringConnection', 'RejectVpcPeeringConnection'],
  ]),
  organizationChanges: calls(
    'organizations',
    [
      ...['AcceptHandshake', 'AttachPolicy', 'CreateAccount', 'CreateOrganizationalUnit', 'CreatePolicy'],
      ...['DeclineHandshake', 'DeleteOrganization', 'DeleteOrganizationalUnit', 'DeletePolicy', 'DetachPolicy'],
      ...['DisablePolicyType', 'EnablePolicyType', 'InviteAccountToOrganization', 'LeaveOrganization'],
      ...['MoveAccount', 'RemoveAccountFromOrganization', 'UpdatePolicy', 'UpdateOrganizationalUnit'],
    ],
    { isNamed: true },
  ),
} as const satisfies Readonly<Record<string, Requirement>>

export type RequirementName = keyof typeof requirements
export const requirementNames = Object.keys(requirements) as readonly RequirementName[]

function root(more: KnownEvent): KnownEvent {
  return { 'userIdentity.type': 'Root', 'userIdentity.invokedBy': null, eventType: 'AwsApiCall', ...more }
}
