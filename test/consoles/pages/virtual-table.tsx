/** @jsxImportSource react */
import { useState } from 'react'

const rowHeight = 40
const shown = 25

/** A table of any length that keeps a few rows and changes their text while it is scrolled, as the consoles' own do. */
export function VirtualTable({ rows }: { rows: readonly Readonly<Record<string, string>>[] }) {
  const [first, setFirst] = useState(0)
  const visible = rows.slice(first, first + shown)
  return (
    <div
      id="virtual"
      style={{ height: 600, overflow: 'auto', position: 'relative' }}
      onScroll={(event) => setFirst(Math.floor(event.currentTarget.scrollTop / rowHeight))}
    >
      <div style={{ height: rows.length * rowHeight }} />
      <table style={{ position: 'absolute', top: first * rowHeight, width: '100%' }}>
        <tbody>
          {visible.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: recycling rows is what this table is for
            <tr key={index} style={{ height: rowHeight }}>
              {Object.entries(row).map(([column, value]) => (
                <td key={column}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
