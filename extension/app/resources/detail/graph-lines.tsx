import styles from './association-graph.module.css'
import type { GraphGroup } from './graph-groups.ts'

/** Height of a row, as the styles have it. */
const row = 28

type Props = {
  readonly groups: readonly GraphGroup[]
  /** They go from the middle to what stands after it. */
  readonly isAfter?: boolean
}

/** Curves between the middle and each resource of a side. */
export function GraphLines({ groups, isAfter }: Props) {
  if (groups.length === 0) return null
  const ends = endsOf(groups)
  const height = rowsOf(groups) * row
  const [outer, inner] = isAfter ? [100, 0] : [0, 100]
  return (
    <svg
      class={styles.lines}
      viewBox={`0 0 100 ${height}`}
      style={{ blockSize: `${height}px` }}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {ends.map((y) => (
        <path key={y} d={`M${outer} ${y} C50 ${y} 50 ${height / 2} ${inner} ${height / 2}`} />
      ))}
    </svg>
  )
}

/** A side has its title, and for each group a row of its own and one of each resource. */
const rowsOf = (groups: readonly GraphGroup[]) => groups.reduce((rows, { nodes }) => rows + 1 + nodes.length, 1)

/** Where the lines end: at each resource, or at the title of a group of which none is shown. */
function endsOf(groups: readonly GraphGroup[]): readonly number[] {
  let before = 1
  return groups.flatMap(({ nodes }) => {
    const title = before
    before += 1 + nodes.length
    const rows = nodes.length === 0 ? [title] : nodes.map((_, index) => title + 1 + index)
    return rows.map((at) => (at + 0.5) * row)
  })
}
