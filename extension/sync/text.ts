/** What the user is told when pairing or sync does not work: one sentence each, with what to do. */
export const text = {
  badLink:
    'This is not a pairing link. Copy the whole link that the worker printed when it started: it contains #token=plb_…',
  badAddress: 'This is not an address of a worker. It looks like http://127.0.0.1:8787.',
  noToken: 'Paste the token that the worker printed; it starts with plb_.',
  plainHttp:
    'This address is not encrypted: anyone on the way can read the token and the findings. Use https for a worker on another machine.',
  noPermission: (origin: string) => `The browser was not allowed to reach ${origin}. Choose Pair again and allow it.`,
  unreachable: (origin: string) => `No worker answers at ${origin}. Start it with npm start, or check the address.`,
  timeout: (origin: string) => `The worker at ${origin} did not answer in time. It may be busy; try again in a minute.`,
  notPlumbline: (origin: string) =>
    `What answers at ${origin} is not a Plumbline worker. Check the address and the port.`,
  wrongToken: 'The worker does not accept this token. Copy a new pairing link from the worker and pair again.',
  signInEnded: 'Your sign-in has ended. Open Plumbline from the toolbar and choose Sign in again.',
  workerOlder: 'The worker is older than this extension. Update the worker, then pair again.',
  workerNewer: 'The worker is newer than this extension. Update the extension, then pair again.',
  refused: 'Your roles do not let you do this. Re-evaluating needs the permission update: ask a manager.',
  failed: (status: number) => `The worker could not do this (status ${status}). Its log says why.`,
  gone: 'The worker does not know this resource any more.',
  badPage:
    'The worker sent data that this extension does not understand, so the findings were left as they were. Update both to the same version.',
  tooLarge: 'The worker sent more data than this extension accepts at once, so the findings were left as they were.',
  cacheFailed: 'The browser could not store the findings. Free some disk space, then sync again.',
  notPaired: 'Pair Plumbline with a worker first: open it from the toolbar.',
  notAllowed: 'This page may not ask that.',
  badQuestion: 'Plumbline did not understand its own page. Reload the page.',
  unexpected: 'Something went wrong in Plumbline itself. Try again, or reload the extension.',
} as const

/** Texts of the toolbar button. */
export const toolbar = {
  unpaired: 'Plumbline: not paired with a worker yet',
  empty: 'Plumbline: no data yet',
  counts: (controls: number) =>
    controls === 1
      ? 'Plumbline: 1 control of high criticality fails'
      : `Plumbline: ${controls} controls of high criticality fail`,
  stale: (title: string, since: string) => `${title} (as of ${since}; not synced since)`,
} as const
