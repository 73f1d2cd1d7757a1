import type { AwsConnectorType, ConnectorHint } from '../../../shared/connector.ts'
import type { Cloud } from '../../../shared/resource.ts'
import type { Run, RunState } from '../../../shared/run.ts'
import type { Shown } from '../../popup/connector-groups.ts'

const number = (count: number) => count.toLocaleString('en')
const plural = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`

/** Texts of the view of connectors. */
export const text = {
  connectors: 'Connectors',
  loading: 'Loading…',
  none: '-',
  retry: 'Try again',
  problem: 'Something went wrong',
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied',
  copyFailed: 'Could not be copied: mark it and press Ctrl C',
  copyWhat: (what: string) => `Copy ${what}`,
  downloadFile: (file: string) => `Download ${file}`,
  mayNot: {
    create: 'Your token may not create connectors.',
    update: 'Your token may not change or run connectors.',
    delete: 'Your token may not delete connectors.',
  },

  clouds: { aws: 'AWS', azure: 'Azure', gcp: 'GCP' } satisfies Record<Cloud, string>,
  cloudNames: {
    aws: 'Amazon Web Services',
    azure: 'Microsoft Azure',
    gcp: 'Google Cloud Platform',
  } satisfies Record<Cloud, string>,
  types: {
    inventory: 'Inventory',
    assessment: 'Assessment',
    organization: 'Organization',
    cspm: 'Inventory and controls',
    remediation: 'Remediation',
  } satisfies Record<AwsConnectorType, string>,
  states: {
    Pending: 'Pending',
    Refreshing: 'Refreshing',
    Online: 'Online',
    Offline: 'Offline',
    Retired: 'Retired',
  } satisfies Record<Shown, string>,
  seeEvaluations: 'See what fails',
  seeResources: 'See what was found',
  stateMeans: {
    Pending: 'Just created. Whether the account can be reached is being found out; this can take up to 15 minutes.',
    Refreshing: 'A run is under way, or the sign-in is being tried.',
    Online: 'The account was reached and read.',
    Offline: 'The account could not be read: a permission is missing, a role is gone, or the provider does not answer.',
    Retired: 'The account is closed, suspended or has left its organization. What is known of it stays, with its age.',
  } satisfies Record<Shown, string>,
  hints: {
    'Regions Discovered':
      'Signed in, but no EC2 instance was found in any region so far. That is no error where there are none.',
  } satisfies Record<ConnectorHint, string>,

  columns: {
    name: 'Name',
    cloud: 'Cloud',
    account: 'Account',
    type: 'Type',
    state: 'State',
    lastRun: 'Last run',
    nextRun: 'Next run',
    frequency: 'Every',
    actions: 'Actions',
  },
  every: (minutes: number) => {
    if (minutes % 1440 === 0) return plural(minutes / 1440, 'day', 'days')
    if (minutes % 60 === 0) return plural(minutes / 60, 'hour', 'hours')
    return plural(minutes, 'minute', 'minutes')
  },
  inTime: {
    now: 'now',
    minutes: (count: number) => `in ${plural(count, 'minute', 'minutes')}`,
    hours: (count: number) => `in ${plural(count, 'hour', 'hours')}`,
    days: (count: number) => `in ${plural(count, 'day', 'days')}`,
  },
  members: (count: number) => plural(count, 'account', 'accounts'),
  noMembers: 'no account found yet',
  showMembers: (name: string) => `Accounts of ${name}`,
  count: (count: number) => plural(count, 'connector', 'connectors'),
  allStates: 'All',
  filterByState: 'Filter by state',
  gone: 'There is no such connector',
  goneWhy: 'It may have been deleted.',
  noMatch: 'No connector matches',
  noMatchWhy: 'Choose another state, or widen the search, provider and account above.',
  clearFilters: 'Show all connectors',
  actionsOf: (name: string) => `Actions for ${name}`,
  open: 'View details',
  newConnector: 'New connector',

  firstTitle: 'Connect your first account',
  firstWhy:
    'Plumbline reads an account with a role that may only look, and shows on its console pages what is out of plumb. It takes about five minutes, and nothing in the account is changed.',
  firstReader: 'Nobody has connected an account yet, and your token may not. Ask whoever runs the worker.',
  connect: (name: string) => `Connect ${name}`,
  needs: {
    aws: 'An IAM role; a CloudFormation template is offered.',
    azure: 'An app registration with the Reader role.',
    gcp: 'A service account with a JSON key.',
  } satisfies Record<Cloud, string>,

  run: 'Run now',
  runQueued: (name: string) => `A run of ${name} has been queued.`,
  cancelRun: 'Cancel run',
  runCancelled: 'The run ends after what it is writing.',
  test: 'Test sign-in',
  testing: 'Signing in…',
  reached: (account: string) => `Signed in and reached ${account}.`,
  notReached: 'The account was not reached.',
  reachedOrganization: 'Signed in, and the accounts of the organization can be listed.',
  edit: 'Edit',
  delete: 'Delete…',

  state: 'State',
  advice: 'What to do',
  offlineFlow:
    'Mend this in the account, then test the sign-in or run the connector. Do not delete it and connect again: that mends nothing.',
  since: 'since',
  settings: 'Settings',
  labels: {
    name: 'Name',
    description: 'Description',
    frequency: 'Minutes between runs',
    account: 'Account',
    cloud: 'Cloud',
    type: 'Type',
    roleArn: 'Role ARN',
    externalId: 'External id',
    memberRole: 'Role name in the members',
    memberExternalId: 'External id in the members',
    memberType: 'Type of the members',
    organization: 'Organization',
    tenantId: 'Directory (tenant) id',
    clientId: 'Application (client) id',
    clientSecret: 'Client secret',
    subscriptionId: 'Subscription id',
    projectId: 'Project',
    clientEmail: 'Service account',
    key: 'Key of the service account',
    created: 'Created',
    updated: 'Changed',
    lastRun: 'Last run',
    nextRun: 'Next run',
    every: 'Run frequency',
    id: 'Id',
  },
  sealed: 'Kept sealed, never shown',
  everyMinutes: (minutes: number, words: string) => `${number(minutes)} minutes (${words})`,
  save: 'Save',
  saved: 'Saved.',
  editTitle: (name: string) => `Edit ${name}`,
  membersTitle: 'Accounts of the organization',

  runs: 'Runs',
  noRunsWhy: 'The first run begins by itself as soon as the connector exists.',
  runColumns: {
    started: 'Begun',
    state: 'State',
    trigger: 'By',
    took: 'Took',
    resources: 'Resources',
    evaluations: 'Evaluations',
    calls: 'API calls',
    errors: 'Errors',
  },
  runStates: {
    queued: 'Queued',
    running: 'Running',
    succeeded: 'Succeeded',
    partial: 'Partly read',
    failed: 'Failed',
    cancelled: 'Cancelled',
  } satisfies Record<RunState, string>,
  triggers: { schedule: 'Schedule', person: 'A person' } satisfies Record<Run['trigger'], string>,
  seconds: (count: number) => `${number(count)} s`,
  minutesTook: (minutes: number, seconds: number) => `${number(minutes)} min ${seconds} s`,
  earlierRuns: 'Earlier runs',
  laterRuns: 'Later runs',
  runsPage: (from: number, to: number, of: number) => `${number(from)}–${number(to)} of ${number(of)}`,

  progress: 'Progress of the run',
  waiting: 'Waiting for its turn',
  parts: (done: number, of: number) => `${number(done)} of ${plural(of, 'part', 'parts')} read`,
  partsMean: 'A part is one resource type in one region.',
  found: (resources: number, evaluations: number) =>
    `${plural(resources, 'resource', 'resources')}, ${plural(evaluations, 'evaluation', 'evaluations')} so far`,
  foundAll: (resources: number, evaluations: number) =>
    `${plural(resources, 'resource', 'resources')} found, ${plural(evaluations, 'evaluation', 'evaluations')} made.`,
  percent: (share: number) => `${Math.floor(share * 100)} %`,

  byService: (count: number) => `By service and region (${plural(count, 'service', 'services')})`,
  byServiceTable: 'Progress by service',
  serviceColumns: { service: 'Service', regions: 'Regions', parts: 'Parts', resources: 'Resources' },
  partStates: { waiting: 'Waiting', reading: 'Reading', done: 'Read', failed: 'Not whole' },
  partsOf: (done: number, of: number) => `${number(done)} of ${number(of)}`,
  partsFailed: (count: number) => `${number(count)} not whole`,
  regionsOf: (service: string, states: string) => `Regions of ${service}. ${states}`,
  inRegion: (region: string, state: string, resources: number) =>
    `${region}: ${state}, ${plural(resources, 'resource', 'resources')}`,

  errorsOf: (when: string) => `The run of ${when}`,
  noErrors: 'Everything could be read in this run.',
  errorsMean: 'Controls that need one of these answer UNKNOWN, never PASS. What was known before stays, with its age.',
  errorColumns: {
    operation: 'Operation',
    type: 'Resource type',
    region: 'Region',
    permission: 'Missing permission',
    reason: 'Reason',
    count: 'Times',
  },
  global: 'all regions',
  grant: 'The policy that grants what is missing',
  grantHow: {
    aws: 'In IAM open the role, choose Add permissions, Create inline policy, JSON, and paste this. Then run the connector.',
    azure:
      'Create a custom role from this, or add the actions to yours, and assign it to the application. Then run the connector.',
    gcp: 'Add these permissions to the custom role of the service account. Then run the connector.',
  } satisfies Record<Cloud, string>,
  command: 'As a command',
  grantFor: (role: string) => `For the role ${role}`,

  bulk: {
    title: 'What to do with the connectors that are chosen',
    selectAll: 'Choose all connectors on show',
    select: (name: string) => `Choose ${name}`,
    selected: (count: number) => `${plural(count, 'connector', 'connectors')} chosen`,
    clear: 'Choose none',
    stop: 'Stop',
    queueing: 'Runs that are queued',
    queued: (count: number) => `${plural(count, 'run', 'runs')} queued.`,
    notQueued: (count: number, name: string, why: string) =>
      count === 1 ? `${name} was left out: ${why}` : `${number(count)} were left out, ${name} first: ${why}`,
    deleteTitle: (count: number) => `Delete ${plural(count, 'connector', 'connectors')}?`,
    deleteNot:
      'Deleting and connecting again does not bring an Offline connector back: the same permissions would be missing. Each counts as a new connection, and its history begins anew.',
    deleteGoes: 'These go for good, with their resources, evaluations and runs:',
    deleteApart:
      'These stay: an organization is deleted on its own page, where you say what becomes of its accounts, and an account that an organization keeps would be connected again.',
    deleteType: (count: number) => `Type their number, ${count}, to delete them`,
    deleting: 'Connectors that are deleted',
    deleted: (count: number) => `${plural(count, 'connector has', 'connectors have')} been deleted.`,
  },

  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteNot:
    'Deleting and connecting again does not bring an Offline connector back: the same permissions would be missing. It counts as a new connection, and its history begins anew.',
  deleteGoes: 'With it go, for good:',
  deleteResources: (count: number) => plural(count, 'resource', 'resources'),
  deleteEvaluations: (count: number) =>
    `${plural(count, 'evaluation', 'evaluations')}, with when each was first seen, reopened and fixed`,
  deleteRuns: (count: number) => `${plural(count, 'run', 'runs')} with their errors`,
  deleteCounting: 'its resources, evaluations and runs',
  deleteInstead: 'Test the sign-in instead',
  deleteMembers: (count: number) => `What becomes of its ${plural(count, 'account', 'accounts')}?`,
  deleteKeep: 'Keep them as connectors of their own',
  deleteAll: 'Delete them with all that is known of them',
  deleteType: (name: string) => `Type the name of the connector, ${name}, to delete it`,
  deleteDo: 'Delete for good',
  deleted: (name: string) => `${name} has been deleted.`,
  deleteMember: (organization: string) =>
    `It is an account of ${organization}, which would connect it again. Delete the organization connector, or take the account out of the organization.`,
  isRetired: 'The account is closed, suspended or has left its organization: it is not read any more.',

  downloadWhat:
    'Without secrets, narrowed by provider, account and state as the list is. Retired ones count as Offline.',
} as const
