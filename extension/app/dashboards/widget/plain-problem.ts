import { text } from '../../text/widgets.ts'

const names: Readonly<Record<string, string>> = {
  query: text.editor.query,
  groupBy: text.editor.groupBy,
  limit: text.editor.limit,
  account: text.editor.account,
}

/** What is wrong with a widget, with its field as people see it: the worker calls it by the name that programs use. */
export const plainProblem = (message: string): string =>
  message.replace(/^(\w+): /, (whole, field: string) => (Object.hasOwn(names, field) ? `${names[field]}: ` : whole))
