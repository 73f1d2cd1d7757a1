import type { WidgetDraft } from './dashboard.ts'
import type { Cloud } from './resource.ts'

type Scope = { readonly cloud?: Cloud | undefined; readonly account?: string | undefined }

/** A widget in a narrower scope; absent where it is about another provider or account: it would show what is left out. */
export function narrowWidget<W extends WidgetDraft>(widget: W, { cloud, account }: Scope): W | undefined {
  if (cloud && widget.cloud && widget.cloud !== cloud) return undefined
  if (account && widget.account && widget.account.toLowerCase() !== account.toLowerCase()) return undefined
  return { ...widget, ...(cloud ? { cloud } : {}), ...(account && !widget.account ? { account } : {}) }
}
