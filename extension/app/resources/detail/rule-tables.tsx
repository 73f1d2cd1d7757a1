import { formatCount } from '../../format-count.ts'
import { text } from '../../text/resources.ts'
import { fieldName } from '../field-name.ts'
import { Value } from '../value.tsx'
import { valueText } from '../value-text.ts'
import type { Detail } from './detail.ts'
import styles from './plain-table.module.css'
import rules from './rule-tables.module.css'

type Rule = Readonly<Record<string, unknown>>
type List = { readonly title: string; readonly rows: readonly Rule[] }

/** Rules, grants, routes, statements as their owner wrote them; inbound and outbound ones apart. */
export function RuleTables({ resource: { rules: fields, config } }: { readonly resource: Detail }) {
  return (
    <div class={rules.lists}>
      {fields
        .flatMap((field) => byDirection(field, config[field] as readonly Rule[]))
        .map((list) => (
          <RuleTable key={list.title} {...list} />
        ))}
    </div>
  )
}

function byDirection(field: string, rows: readonly Rule[]): readonly List[] {
  const directions = [...new Set(rows.map(({ direction }) => direction))]
  if (!directions.every((one) => typeof one === 'string')) return [{ title: fieldName(field), rows }]
  return directions.map((direction) => ({
    title: text.rulesOf(fieldName(String(direction)), fieldName(field).toLowerCase()),
    rows: rows.flatMap(({ direction: own, ...rest }) => (own === direction ? [rest] : [])),
  }))
}

function RuleTable({ title, rows }: List) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return (
    <section>
      <h3>
        {title} <span>{formatCount(rows.length)}</span>
      </h3>
      <div class={styles.box}>
        <table class={styles.table} aria-label={title}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {fieldName(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={JSON.stringify(row)}>
                {columns.map((column) => (
                  <td key={column}>
                    <Value of={valueText(row[column])} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
