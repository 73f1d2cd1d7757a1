import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { worker } from '../worker.ts'
import { ConfirmDelete } from './confirm-delete.tsx'
import type { ListedPolicy } from './data.ts'
import { follow, links } from './places.ts'

type Props = { readonly policy: ListedPolicy; readonly onClose: () => void }

/** Deletes a policy of one's own once that is confirmed. */
export function DeletePolicy({ policy: { slug, title, cloud }, onClose }: Props) {
  const { isBusy, problem, act } = useAct()
  const remove = () =>
    act(
      async () =>
        worker.value?.api['own-policies'][':cloud'][':name'].$delete({
          param: { cloud, name: slug.split('/').at(-1) ?? '' },
        }),
      () => follow(links.home()),
    )
  return (
    <ConfirmDelete title={text.remove.policy(title)} {...{ isBusy, problem, onClose }} onConfirm={() => void remove()}>
      <p>{text.remove.policyWhat}</p>
    </ConfirmDelete>
  )
}
