import type { Criticality, Outcome } from '../../../shared/evaluation.ts'
import type { Change, ReportVerdict } from '../../../shared/report.ts'
import type { Cloud } from '../../../shared/resource.ts'
import { titles } from './titles.ts'

const count = (many: number) => many.toLocaleString('en')
const plural = (many: number, one: string, more: string) => `${count(many)} ${many === 1 ? one : more}`
const share = (value: number) => `${value.toLocaleString('en', { maximumFractionDigits: 1 })} %`

const clouds = { aws: 'AWS', azure: 'Azure', gcp: 'GCP' } satisfies Record<Cloud, string>
const changeNames = {
  newlyFailing: 'Newly failing',
  stillFailing: 'Still failing',
  fixed: 'Fixed',
  excepted: 'Now excepted',
  unknown: 'Now unknown',
  gone: 'Gone',
} satisfies Record<keyof Change, string>

/** Texts of reports. */
export const text = {
  title: titles.reports,
  none: '-',
  number: count,
  clouds,
  criticality: { HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' } satisfies Record<Criticality, string>,
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  panelWidth: 'Width of the panel',

  what: 'A report shows how connectors stand against a mandate, such as PCI DSS, or against policies. Each run is kept as it was, compared with the run before, and can be printed for an auditor.',
  noReports: 'There is no report yet',
  noConnectors: 'Reports are about what connectors have read. Connect an account first.',
  connect: 'Connect an account',
  noMatch: 'No report fits',
  noMatchWhy: 'Change the search, or the provider that all views are narrowed to.',
  clearFilters: 'Clear the filters',
  noSuchReport: 'There is no such report',
  noSuchReportWhy: 'It may have been deleted, or the address is not whole.',
  allReports: 'All reports',
  found: (many: number) => plural(many, 'report', 'reports'),
  firstOnes: (shown: number) => `The first ${count(shown)} are shown: search for the others.`,
  onlyProvider:
    'Reports are narrowed by provider alone: which accounts one is about, and of when it is, stands in the report.',

  report: 'Report',
  newReport: 'New report',
  search: 'Name or mandate',
  provider: 'Provider',
  allProviders: 'All providers',
  columns: {
    name: 'Name',
    passFail: 'Pass/Fail',
    lastRun: 'Last run on',
    mandate: 'Mandate',
    nextRun: 'Next run',
    actions: 'Actions',
  },
  policiesOf: (title: string) => `Policies: ${title}`,
  noResults: 'No results yet',
  nothingEvaluated: 'Nothing was evaluated',
  shares: { pass: 'Passed', fail: 'Failed', unknown: 'Unknown', excepted: 'Excepted' },
  percent: ({ pass, fail, unknown }: Readonly<Record<'pass' | 'fail' | 'unknown', number>>) =>
    [`Passed ${share(pass)}`, `failed ${share(fail)}`, ...(unknown > 0 ? [`unknown ${share(unknown)}`] : [])].join(
      ', ',
    ),
  share,
  running: 'Running…',
  outdated: 'Cannot run',
  notScheduled: 'Not scheduled',
  run: 'Run',
  runNow: 'Run now',
  runAgain: 'Run again',
  runOf: (title: string) => `Run ${title}`,
  moreOf: (title: string) => `More for ${title}`,
  more: 'More',
  edit: 'Edit',
  delete: 'Delete',
  started: (title: string) => `${title} runs.`,
  mayNot: {
    create: 'Your token may not create. Ask a manager for one that may.',
    update: 'Your token may not change or run anything. Ask a manager for one that may.',
    delete: 'Your token may not delete. Ask a manager for one that may.',
  },

  deleteTitle: (title: string) => `Delete ${title}?`,
  deleteWhat:
    'The report goes with all its runs. They cannot be brought back: print or download first what is still needed.',
  deleted: (title: string) => `${title} is deleted.`,

  form: {
    edit: 'Edit report',
    save: 'Save',
    createAndRun: 'Create and run',
    createOnly: 'Create only',
    kind: 'Reports on',
    kinds: { mandate: 'A mandate', policies: 'Policies' },
    mandate: 'Mandate',
    chooseMandate: 'Choose a mandate',
    policies: 'Policies',
    noPolicies: (cloud: Cloud) => `There is no policy for ${clouds[cloud]}.`,
    cloud: 'Provider',
    cloudFixed: 'The provider of a report stays: make another report for another provider.',
    notConnected: (cloud: Cloud) => `${clouds[cloud]} (not connected)`,
    connectors: 'Connectors',
    scopes: {
      all: (many: number) => `All, later ones too (${plural(many, 'connector', 'connectors')} now)`,
      some: 'Only these',
    },
    goneConnector: (id: string) => `${id} (deleted)`,
    name: 'Name',
    description: 'Description',
    descriptionHint: 'Optional: who it is for, or why.',
    schedule: 'Runs',
    every: { never: 'Only when I run it', day: 'Every day', week: 'Every week', month: 'Every month' },
    weekday: 'On',
    day: 'On day',
    dayHint: 'In a month without that day, on its last one.',
    at: 'At',
    timeZone: 'Time zone',
    needs: {
      name: 'Give it a name.',
      mandate: 'Choose a mandate.',
      policies: 'Choose a policy at least.',
      connectors: 'Choose a connector at least.',
      at: 'Give a time from 00:00 to 23:59.',
      day: 'Give a day from 1 to 31.',
    },
    duplicate: 'There is a report on this for these connectors already:',
    duplicateWhat: 'Run that one again, or change what this one is about.',
    nameOf: (subject: string, cloud: Cloud) => `${subject}, ${clouds[cloud]}`,
    created: (title: string) => `${title} is there.`,
    saved: 'Saved. Earlier runs stay as they were.',
  },
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  schedules: {
    day: (at: string, zone: string) => `Runs every day at ${at} (${zone})`,
    week: (day: string, at: string, zone: string) => `Runs every week on ${day} at ${at} (${zone})`,
    month: (day: number, at: string, zone: string) => `Runs every month on day ${day} at ${at} (${zone})`,
  },
  nextRunAt: (when: string, isElsewhere: boolean) => `next on ${when}${isElsewhere ? ' your time' : ''}`,

  runChoice: 'Run of',
  runOption: (when: string, pass: number | undefined) => (pass === undefined ? when : `${when}, ${share(pass)} passed`),
  runFailedOption: (when: string) => `${when}, failed`,
  runUnderWay: 'The report runs: it takes what the last scans found.',
  runWaits: 'The run waits for its turn.',
  firstResults: 'Results appear here when it has ended.',
  noResultsWhy: 'Run the report to see how its connectors stand. It takes what the last scans found.',
  runFailed: (when: string) => `The run of ${when} failed.`,
  staleSince: (when: string) => `Since ${when} it cannot run as it is configured, and shows what it found last.`,
  scheduleProblem: (when: string) => `On ${when} it did not run as scheduled.`,
  editIt: 'Edit the report',
  passed: 'passed',
  asOf: 'As of',
  exceptedApart: (many: number) =>
    `${plural(many, 'exception counts', 'exceptions count')} apart, in none of these shares.`,
  dataOf: 'Data of',
  publishedBy: (publisher: string) => `published by ${publisher}`,
  neverScanned: 'never scanned',
  scanned: 'scanned',
  manyConnectors: (many: number) => plural(many, 'connector', 'connectors'),
  oldest: 'the oldest data scanned',

  print: 'Print',
  pdf: 'Download PDF',
  preparing: 'Preparing the pages…',
  makingPdf: 'Making the PDF…',
  pdfSaved: (name: string) => `${name} is saved.`,
  printInstead: 'Print from the browser instead',

  parts: 'Parts of the report',
  tabs: { results: 'Requirements', policies: 'Policies', changes: 'What changed' },
  filter: 'Number, title or control',
  verdictFilter: 'Controls',
  anyVerdict: 'All controls',
  withVerdict: {
    FAIL: 'With failures',
    UNKNOWN: 'With unknowns',
    EXCEPTED: 'With exceptions',
    PASS: 'Passed altogether',
    'not evaluated': 'Not evaluated',
  } satisfies Record<ReportVerdict, string>,
  verdicts: {
    FAIL: 'Failed',
    UNKNOWN: 'Unknown',
    EXCEPTED: 'Excepted',
    PASS: 'Passed',
    'not evaluated': 'Not evaluated',
  } satisfies Record<ReportVerdict, string>,
  outcomes: {
    FAIL: 'Failed',
    UNKNOWN: 'Unknown',
    EXCEPTED: 'Excepted',
    PASS: 'Passed',
  } satisfies Record<Outcome, string>,
  expandAll: 'Expand all',
  collapseAll: 'Collapse all',
  shownRequirements: (requirements: number, controls: number) =>
    `${plural(requirements, 'requirement', 'requirements')} with ${plural(controls, 'control', 'controls')}`,
  shownPolicies: (policies: number, controls: number) =>
    `${plural(policies, 'policy', 'policies')} with ${plural(controls, 'control', 'controls')}`,
  controls: (many: number) => plural(many, 'control', 'controls'),
  notEvaluated: (many: number) => `${count(many)} not evaluated`,
  noneShown: 'Nothing fits',
  cid: (cid: number) => `CID ${cid}`,
  notPassed: ({ fail, unknown, excepted }: Readonly<Record<'fail' | 'unknown' | 'excepted', number>>) =>
    [[fail, 'failed'] as const, [unknown, 'unknown'] as const, [excepted, 'excepted'] as const]
      .filter(([many]) => many > 0)
      .map(([many, word]) => `${count(many)} ${word}`)
      .join(', '),

  control: {
    noneOf: 'No resource fits.',
    notEvaluated: 'There was nothing to evaluate when the report ran.',
    noSuch: 'This run has no such control.',
    evaluates: 'What it evaluates',
    rationale: 'Why it matters',
    resources: 'Resources',
    result: 'Result',
    anyResult: 'Any result',
    shown: (shown: number, total: number) => `${count(shown)} of ${plural(total, 'resource', 'resources')}`,
    more: 'Show more',
    evidence: 'Evidence',
    noEvidence: 'No evidence is kept of what passed.',
    exception: 'Excepted',
    exceptionOf: (kind: string, owner: string) => `${kind}, ${owner}`,
    until: 'Until',
    noEnd: 'no end',
    now: 'How it stands now',
    monitor: 'All resources in Monitor',
  },

  changes: {
    compareWith: 'Compare with the run of',
    none: 'There is no earlier run to compare with',
    noneWhy: 'Run the report again, after fixes or on a schedule: what changed since then stands here.',
    same: 'Nothing changed between these runs',
    names: changeNames,
    control: 'Control',
    withStill: 'Also controls that only still fail',
    list: 'Controls by what changed',
    totals: 'What changed in total',
    since: 'Since the run before:',
    short: (change: Change) =>
      [
        [change.newlyFailing, 'newly failing'] as const,
        [change.fixed, 'fixed'] as const,
        [change.excepted, 'now excepted'] as const,
        [change.unknown, 'now unknown'] as const,
        [change.gone, 'gone'] as const,
      ]
        .filter(([many]) => many > 0)
        .map(([many, word]) => `${count(many)} ${word}`)
        .join(', '),
    nothing: 'nothing changed',
    passedThen: 'Passed then',
    passedNow: 'Passed now',
  },
} as const
