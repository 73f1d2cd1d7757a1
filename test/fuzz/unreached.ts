import type { Outcome } from './fuzz.ts'

/** What nobody can bring to succeed here, and why. */
const reasons: Readonly<Record<string, string>> = {
  'POST /api/sign-in/token': 'it takes the code that a provider’s sign-in page hands to a browser',
}

/** A line for each operation that never succeeded for the manager, with what it answered. */
export const tellUnreached = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes
    .filter(({ caller }) => caller === 'manager')
    .flatMap(({ answers }) => Object.entries(answers))
    .filter(([, counts]) => !Object.keys(counts).some((status) => status.startsWith('2')))
    .map(([operation, counts]) => `Never succeeded: ${operation} (${told(counts)})${because(operation)}`)

const told = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([status, count]) => `${count} times ${status}`)
    .join(', ') || 'not tried'

const because = (operation: string) => (operation in reasons ? `: ${reasons[operation]}` : '')
