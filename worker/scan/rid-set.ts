/** A set of resource numbers at one bit each, so that what a list has shown fits into memory for any account. */
type RidSet = {
  /** `false` when it was in already. */
  readonly add: (rid: number) => boolean
  readonly has: (rid: number) => boolean
}

export function createRidSet(): RidSet {
  let [bits, base] = [new Uint8Array(0), 0]

  /** Makes room for a byte, below what there is or above it. */
  function reach(index: number): void {
    if (bits.length === 0) base = index
    const start = Math.min(base, index)
    const end = Math.max(base + bits.length, index + 1)
    if (start === base && end === base + bits.length) return
    const from = start === base ? base : Math.max(0, start - bits.length)
    const to = end === base + bits.length ? end : end + bits.length
    const grown = new Uint8Array(to - from)
    grown.set(bits, base - from)
    ;[bits, base] = [grown, from]
  }

  const has = (rid: number) => (((bits[(rid >> 3) - base] ?? 0) >> (rid & 7)) & 1) === 1

  function add(rid: number): boolean {
    if (has(rid)) return false
    const index = rid >> 3
    reach(index)
    bits[index - base] = (bits[index - base] ?? 0) | (1 << (rid & 7))
    return true
  }
  return { add, has }
}
