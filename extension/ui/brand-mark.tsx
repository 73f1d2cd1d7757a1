/** The plumb line: a cord, and a bob that hangs true. The same drawing as `public/icon.svg`. */
export function BrandMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 128 128" aria-hidden="true">
      <rect width="128" height="128" rx="28" fill="#0b6470" />
      <path d="M36 22h56" stroke="#fff" stroke-width="10" stroke-linecap="round" />
      <path d="M64 22v34" stroke="#fff" stroke-width="7" />
      <path d="M52 54h24a3 3 0 0 1 3 3v8l-15 47-15-47v-8a3 3 0 0 1 3-3z" fill="#f2b04b" />
    </svg>
  )
}
