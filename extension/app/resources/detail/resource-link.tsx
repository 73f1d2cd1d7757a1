import { Name } from '../../../ui/name.tsx'
import { linkTo, place, setParams } from '../../address.ts'

/** Another resource by its name: on the page it leads to its page; beside a list it opens in the same place. */
export function ResourceLink({ id, name }: { readonly id: string; readonly name: string }) {
  const isBeside = place.value.params.open !== undefined
  const onClick = (event: MouseEvent) => {
    if (!isBeside || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setParams({ open: id, tab: undefined, with: undefined })
  }
  return (
    <a href={linkTo(['resources', 'detail', id])} onClick={onClick}>
      <Name text={name} />
    </a>
  )
}
