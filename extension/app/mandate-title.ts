/** A mandate's title with its version, where the publisher gives one. */
export const mandateTitle = ({ title, version }: { readonly title: string; readonly version?: string | undefined }) =>
  version ? `${title} ${version}` : title
