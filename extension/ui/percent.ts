/**
 * "37 %". What is there at all never rounds to nothing, and what is not everything never to everything: 1 failure in 100,000
 * is "<1 %", and the rest of it ">99 %".
 */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %'
  const value = (part / whole) * 100
  if (value < 1) return '<1 %'
  if (part < whole && value > 99) return '>99 %'
  return `${Math.round(value)} %`
}
