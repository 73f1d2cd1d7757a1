import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { worker } from '../worker.ts'
import { links } from './places.ts'
import styles from './policies.module.css'
import { readFiles } from './transfer.ts'

const words = text.transfer

type Taken = {
  readonly controls: readonly { readonly path: string; readonly cid: number; readonly isNew: boolean }[]
  readonly policies: readonly string[]
}

/** Takes in controls and policies from files, and says what came of them. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const [chosen, setChosen] = useState<readonly File[]>([])
  const [wrong, setWrong] = useState<string>()
  const [taken, setTaken] = useState<Taken>()
  const { isBusy, problem, act } = useAct()

  const read = async () => {
    const given = await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() })))
    return readFiles(given)
  }
  const take = () =>
    act(async () => {
      const found = await read()
      if ('problem' in found) return setWrong(found.problem)
      const answer = await worker.value?.api['own-controls'].import.$post({ json: { files: found.files } })
      setTaken(await answer?.json())
    })
  const choose = (files: FileList | null) => {
    setWrong(undefined)
    setTaken(undefined)
    setChosen([...(files ?? [])])
  }

  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      closeLabel={text.close}
      actions={
        taken ? (
          <Button kind="primary" onClick={onClose}>
            {text.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button kind="primary" isBusy={isBusy} disabled={chosen.length === 0} onClick={() => void take()}>
              {words.go}
            </Button>
          </>
        )
      }
    >
      <div class={styles.form}>
        <p class={styles.quiet}>{words.explain}</p>
        <Field label={words.choose} error={wrong}>
          <input
            type="file"
            multiple
            accept=".json,.yaml,.yml"
            onChange={({ currentTarget }) => choose(currentTarget.files)}
          />
        </Field>
        {problem && (
          <ProblemBox
            message={problem.message}
            advice={problem.details.errors?.map(({ message }) => message).join(' ')}
          />
        )}
        <div role="status">{taken && <Result taken={taken} />}</div>
      </div>
    </Dialog>
  )
}

function Result({ taken: { controls, policies } }: { readonly taken: Taken }) {
  const fresh = controls.filter(({ isNew }) => isNew)
  const known = controls.length - fresh.length
  return (
    <>
      <p>{words.taken(fresh.length, policies.length)}</p>
      {known > 0 && <p>{words.known(known)}</p>}
      <ul class={styles.plain}>
        {fresh.map(({ cid, path }) => (
          <li key={path}>
            <a href={links.control(cid)}>{text.cid(cid)}</a> <span class={styles.quiet}>{path}</span>
          </li>
        ))}
        {policies.map((slug) => (
          <li key={slug}>
            <a href={links.policy(slug)}>{slug}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
