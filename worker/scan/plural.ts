/** The plural of an English label: `IAM policy` → `IAM policies`. */
export function plural(label: string): string {
  if (/[^aeiou]y$/.test(label)) return `${label.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/.test(label) ? `${label}es` : `${label}s`
}
