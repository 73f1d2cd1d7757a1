/**
 * Why a report is not made, changed or run, in a sentence for a person. `invalid`: `field` of the request is wrong;
 * `duplicate`: the report `other` says the same; `impossible`: it cannot run as it is configured.
 */
export class ReportRefusal extends Error {
  override readonly name = 'ReportRefusal'
  readonly kind: 'invalid' | 'duplicate' | 'impossible'
  readonly field: string | undefined
  readonly other: number | undefined

  constructor(
    kind: ReportRefusal['kind'],
    message: string,
    { field, other }: { readonly field?: string; readonly other?: number } = {},
  ) {
    super(message)
    this.kind = kind
    this.field = field
    this.other = other
  }
}
