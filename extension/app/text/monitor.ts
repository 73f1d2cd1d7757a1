import type { Precision } from '../../../shared/console-links/index.ts'
import type { Criticality, Outcome } from '../../../shared/evaluation.ts'
import type { ExceptionKind } from '../../../shared/exception.ts'
import type { Cloud } from '../../../shared/resource.ts'

const number = (count: number) => count.toLocaleString('en')
const plural = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`
const resources = (count: number) => plural(count, 'resource', 'resources')

/** Texts of the monitor: controls, their evaluations, and what can be done with these. */
export const text = {
  title: 'Monitor',
  number,
  atLeast: (count: number) => `${number(count)}+`,
  asOf: 'As of',
  loading: 'Loading…',
  retry: 'Try again',
  updating: 'Updating…',
  fromBefore: 'What is shown is from before.',
  partial: 'Counting all would take long: figures are at least this high. Narrow the search for exact ones.',

  totals: 'Totals',
  resources: 'Resources evaluated',
  controls: 'Controls evaluated',
  evaluations: 'Evaluations',
  posture: 'Security posture',
  postureShort: 'Posture',
  failures: 'Failures by criticality',
  pass: 'Passed',
  fail: 'Failed',
  unknown: 'Unknown',
  excepted: 'Excepted',
  notEvaluated: 'Not evaluated',

  outcome: {
    PASS: 'Passed',
    FAIL: 'Failed',
    UNKNOWN: 'Unknown',
    EXCEPTED: 'Excepted',
  } satisfies Record<Outcome, string>,
  criticality: { HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' } satisfies Record<Criticality, string>,
  criticalityOf: {
    HIGH: 'High criticality',
    MEDIUM: 'Medium criticality',
    LOW: 'Low criticality',
  } satisfies Record<Criticality, string>,
  cloud: { aws: 'AWS', azure: 'Azure', gcp: 'GCP' } satisfies Record<Cloud, string>,

  filters: 'Filters',
  controlsBy: 'Controls by',
  evaluationsBy: 'Evaluations by',
  facet: {
    result: 'Result',
    criticality: 'Criticality',
    policy: 'Policy',
    service: 'Service',
    type: 'Resource type',
    account: 'Account',
    region: 'Region',
  },
  more: (count: number) => `${number(count)} more`,
  less: 'Fewer',
  remove: (filter: string) => `Remove ${filter}`,
  clear: 'Clear all',

  list: 'Controls',
  cid: 'CID',
  cidOf: (cid: number) => `CID ${cid}`,
  control: 'Control',
  criticalityTitle: 'Criticality',
  service: 'Service',
  failing: 'Failing',
  noControls: 'No control fits',
  noControlsWhy: 'Nothing was evaluated that fits the provider, account, dates, search and filters that are chosen.',
  first: 'Nothing is evaluated yet',
  firstWhy: 'Connect an AWS, Azure or GCP account: Plumbline reads it and evaluates each resource within minutes.',
  connect: 'Connect an account',
  waiting: 'An account is connected, and its first run has not evaluated anything yet. It takes some minutes.',
  toConnectors: 'See the connectors',

  back: 'All controls',
  parts: 'Parts of this control',
  about: 'About',
  steps: 'Steps to fix',
  evaluated: 'Resources evaluated',
  platform: 'Platform',
  policies: 'Policies',
  types: 'Resource types',
  rationale: 'Why it matters',
  references: 'References',
  mandates: 'Mandates',
  parameters: 'Parameters',
  noPolicy: 'No policy holds this control.',
  own: 'Your own',
  builtIn: 'Built in',
  origin: 'Origin',
  empty: '-',
  cli: 'Command line',
  terraform: 'Terraform',
  noSteps: 'The steps name the resource when they are opened from one of the resources.',
  noSuchControl: 'There is no such control',
  noSuchControlWhy: 'It may have been deleted, or the address may be of another worker.',
  problems: 'This control does not fit this version of Plumbline: it answers nothing, which is no pass.',

  resource: 'Resource',
  id: 'Id',
  account: 'Account',
  region: 'Region',
  result: 'Result',
  lastEvaluated: 'Last evaluated',
  anyResult: 'Any result',
  select: (name: string) => `Select ${name}`,
  selectAll: 'Select all that are loaded',
  noEvaluations: 'No evaluation fits',
  noEvaluationsWhy: 'This control evaluated no resource that fits the provider, account, dates, search and result.',
  withCount: (label: string, count: number) => `${label} (${number(count)})`,
  shownEvaluations: (count: number) => resources(count),
  searchedInPart: 'Only a part could be searched in time. Narrow the search to see all.',
  stands: 'Stands for all resources of this account: they could not be listed.',

  close: 'Close',
  resize: 'Width of the panel',
  panel: (name: string) => `Evaluation of ${name}`,
  evidence: 'Evidence',
  remediation: 'Steps to fix',
  history: 'History',
  noEvidence: 'No evidence was kept.',
  unknownHint: 'An answer needs data that could not be read. It counts neither as passed nor as failed.',
  grant: (permission: string) => `Give the connector the permission ${permission}, then re-evaluate.`,
  summary: 'Evaluation summary',
  firstEvaluated: 'First evaluated',
  lastReopened: 'Last reopened',
  lastFixed: 'Last fixed',
  never: '-',
  gone: 'This resource is gone',
  goneWhy: 'It is not in the account any more, or this control is no longer about it.',
  noHistory: 'The result has not changed since the first evaluation.',
  turned: (was: string, became: string) => `${was} → ${became}`,
  evidenceThen: 'Evidence until then',
  exception: 'Exception',
  exceptionOf: (kind: string, owner: string) => `${kind}, answered for by ${owner}`,
  until: 'Until',
  noEnd: 'without an end',
  fixHeading: 'How to fix it',
  fixLater: 'How to fix it, should it fail',
  toResource: 'All that is known of this resource',

  console: {
    fix: 'View in the console',
    resource: 'View in the console',
    list: 'Open its list in the console',
    router: 'Look it up in the console',
  } satisfies Record<Precision, string>,
  consoleHint: {
    fix: 'Opens the page where the fix is made.',
    resource: 'Opens the page of this resource.',
    list: 'There is no page for this alone: look for the name in the list.',
    router: 'The console decides where this leads; it does not know every type.',
  } satisfies Record<Precision, string>,
  noConsole: 'No console page is known for this resource.',

  reevaluate: 'Re-evaluate',
  reevaluating: 'Reading the resource and evaluating it…',
  same: (result: string) => `Evaluated now: still ${result.toLowerCase()}.`,
  turnedNow: (was: string, became: string) =>
    `Evaluated now: ${was.toLowerCase()} before, ${became.toLowerCase()} now.`,
  goneNow: 'Evaluated now: the resource is gone.',
  mayNot: {
    update: 'Your token may only read: re-evaluating needs the right to update.',
    create: 'Your token may not make exceptions: that needs the right to create.',
    both: 'Your token may only read: it can neither re-evaluate nor make exceptions.',
  },

  except: 'Except…',
  exceptTitle: (count: number) => (count === 1 ? 'Except this finding' : `Except ${number(count)} findings`),
  exceptWhy: 'The findings stay on record, but no longer count as failed until the exception ends or is withdrawn.',
  kind: 'Kind',
  kinds: {
    'accepted risk': 'Accepted risk: true, and somebody answers for it',
    'false positive': 'False positive: not true of this resource',
    'verified by hand': 'Verified by hand: somebody looked; holds for unknown, too',
  } satisfies Record<ExceptionKind, string>,
  reason: 'Reason',
  reasonHint: 'What an auditor reads: why this is accepted.',
  owner: 'Owner',
  ownerHint: 'Who answers for it.',
  ends: 'Ends on',
  endsHint: 'Within two years; it can be moved later.',
  endsMayStand: 'Leave it empty for one that stands until it is withdrawn.',
  needed: 'Fill this in.',
  counting: 'Counting what it would hold for…',
  wouldHold: (evaluations: number, excepted: number) =>
    `It would hold for ${plural(evaluations, 'evaluation', 'evaluations')}${
      excepted > 0 ? `, of which ${number(excepted)} ${excepted === 1 ? 'is' : 'are'} excepted already` : ''
    }.`,
  wouldHoldNone: 'It would hold for no evaluation: none of these fails now.',
  makeException: 'Make the exception',
  cancel: 'Cancel',
  exceptedNow: (count: number) =>
    count === 1 ? 'The finding is excepted.' : `${number(count)} findings are excepted.`,

  bulk: 'Actions for what is selected',
  selected: (count: number) => `${number(count)} selected`,
  selectNone: 'Clear the selection',
  copyIds: 'Copy ids',
  copied: (count: number) => `${plural(count, 'id', 'ids')} copied.`,
  copyFailed: 'The browser did not let them be copied.',
  stop: 'Stop',
  progress: (done: number, all: number) => `Re-evaluated ${number(done)} of ${number(all)}`,
  bulkDone: (done: number, turned: number) =>
    `${plural(done, 'resource', 'resources')} re-evaluated: ${
      turned === 0 ? 'no result changed' : plural(turned, 'result changed', 'results changed')
    }.`,
  bulkStopped: (done: number, all: number) => `Stopped after ${number(done)} of ${number(all)}.`,
  bulkFailed: (count: number, why: string) =>
    `${plural(count, 'resource', 'resources')} could not be re-evaluated: ${why}`,
  tooMany: (most: number) => `One exception may name ${number(most)} resources. Select fewer.`,
} as const

/** Texts of downloads. */
export const downloadText = {
  open: 'Download…',
  title: 'Download this list',
  what: 'The file holds what the list shows now: the scope, search and filters hold for it, too.',
  format: 'Format',
  formats: {
    csv: 'CSV',
    jsonl: 'JSON lines',
    xlsx: 'Excel workbook',
  },
  timeZone: 'Time zone of the times in it',
  local: (zone: string) => `${zone} (yours)`,
  start: 'Download',
  cancel: 'Cancel',
  close: 'Close',
  preparing: 'The worker is writing the file…',
  received: (bytes: number) => `${size(bytes)} received…`,
  saved: (name: string, bytes: number) => `${name} is saved (${size(bytes)}).`,
  cut: (records: number) => `It holds the first ${number(records)} records: the format holds no more.`,
  retry: 'Try again',
} as const

function size(bytes: number): string {
  if (bytes < 1000) return `${number(bytes)} bytes`
  if (bytes < 1_000_000) return `${number(Math.round(bytes / 1000))} KB`
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
