import { useState } from 'preact/hooks'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Name } from '../../ui/name.tsx'
import { useRead } from '../read.ts'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { worker } from '../worker.ts'
import { ConfirmDelete } from './confirm-delete.tsx'
import type { ControlDetail } from './data.ts'
import { follow, links } from './places.ts'

type Props = { readonly control: ControlDetail; readonly onClose: () => void }

/** Deletes a control of one's own once that is confirmed; where policies hold it, that it leaves them is said, too. */
export function DeleteControl({ control: { cid, title, policies }, onClose }: Props) {
  const [isAgreed, setAgreed] = useState(false)
  const { data } = useRead((api) => api.policies, { query: { pageSize: '500' } })
  const { isBusy, problem, act } = useAct()
  const titleOf = (slug: string) => data?.items.find((one) => one.slug === slug)?.title ?? slug
  const remove = () =>
    act(
      async () =>
        worker.value?.api['own-controls'][':cid'].$delete({
          param: { cid: String(cid) },
          query: isAgreed ? { policies: 'remove' } : {},
        }),
      () => follow(links.home('controls')),
    )
  return (
    <ConfirmDelete
      title={text.remove.control(title)}
      {...{ isBusy, problem, onClose }}
      isBlocked={policies.length > 0 && !isAgreed}
      onConfirm={() => void remove()}
    >
      <p>{text.remove.controlWhat}</p>
      {policies.length > 0 && (
        <>
          <p>{text.remove.held}</p>
          <ul>
            {policies.map((slug) => (
              <li key={slug}>
                <Name text={titleOf(slug)} />
              </li>
            ))}
          </ul>
          <Checkbox label={text.remove.takeOut} isChecked={isAgreed} onChange={setAgreed} />
        </>
      )}
    </ConfirmDelete>
  )
}
