const paths = {
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.2 3.2L13 5',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  forward: 'M6 4l4 4-4 4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.8h-2.8',
  search: 'M7 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8M10 10l3.5 3.5',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  plus: 'M8 3v10M3 8h10',
  outside: 'M9 3h4v4M13 3L7.5 8.5M11 9.5V13H3V5h3.5',
  warning: 'M8 2.5l6 11H2zM8 6.5v3M8 11.6h.01',
  download: 'M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10',
} as const

/** The drawings of the interface: strokes in the colour of the text. */
export type IconName = keyof typeof paths

type Props = {
  readonly name: IconName
  /** Turned over where the text runs from right to left: for what points along the line. */
  readonly isDirected?: boolean
}

/** A drawing beside or instead of a word; the word itself is the name of what holds it. */
export function Icon({ name, isDirected }: Props) {
  const width = name === 'more' ? 2.4 : 1.6
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={width}
      stroke-linecap="round"
      stroke-linejoin="round"
      data-directed={isDirected ? '' : undefined}
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
