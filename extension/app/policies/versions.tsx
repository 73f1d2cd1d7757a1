import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Name } from '../../ui/name.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { useRead } from '../read.ts'
import { Shown } from '../shown.tsx'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { useMay } from '../use-may.ts'
import { worker } from '../worker.ts'
import { FileText } from './file-text.tsx'
import styles from './policies.module.css'

const words = text.versions

type Props = {
  readonly cid: number
  /** The version that judges. */
  readonly current: number
}

/** Who saved a control when; each version can be read, and an earlier one saved again. */
export function Versions({ cid, current }: Props) {
  const read = useRead((api) => api['own-controls'][':cid'].versions, { param: { cid: String(cid) } })
  const [open, setOpen] = useState<number>()
  const may = useMay()
  const { isBusy, problem, act } = useAct()
  const [restoring, setRestoring] = useState<number>()
  const restore = (version: number) => {
    setRestoring(version)
    void act(
      async () =>
        worker.value?.api['own-controls'][':cid'].versions[':version'].restore.$post({
          param: { cid: String(cid), version: String(version) },
        }),
      () => setRestoring(undefined),
    )
  }
  return (
    <Shown read={read}>
      {({ items }) => (
        <>
          {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
          <div class={styles.scrolls}>
            <table class={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{words.version}</th>
                  <th scope="col">{words.savedAt}</th>
                  <th scope="col">{words.author}</th>
                  <th scope="col">{words.name}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {items.map(({ version, at, author, title }) => (
                  <tr key={version}>
                    <th scope="row">
                      {version} {version === current && <span class={styles.quiet}>{words.current}</span>}
                    </th>
                    <td>
                      <time dateTime={at}>{absoluteTime(at)}</time>
                    </td>
                    <td>
                      <Name text={author} />
                    </td>
                    <td>
                      <Name text={title} />
                    </td>
                    <td class={styles.rowActions}>
                      <Button kind="quiet" title={words.showOf(version)} onClick={() => setOpen(version)}>
                        {words.show}
                      </Button>
                      {version !== current && may('update') && (
                        <Button
                          kind="quiet"
                          title={words.restoreOf(version)}
                          isBusy={isBusy && restoring === version}
                          onClick={() => restore(version)}
                        >
                          {words.restore}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {open !== undefined && <VersionText cid={cid} version={open} onClose={() => setOpen(undefined)} />}
        </>
      )}
    </Shown>
  )
}

type TextProps = { readonly cid: number; readonly version: number; readonly onClose: () => void }

function VersionText({ cid, version, onClose }: TextProps) {
  const read = useRead((api) => api['own-controls'][':cid'].versions[':version'], {
    param: { cid: String(cid), version: String(version) },
  })
  return (
    <Dialog title={words.textOf(version)} size="large" onClose={onClose} closeLabel={text.close}>
      <Shown read={read}>{({ text: content }) => <FileText label={words.textOf(version)} content={content} />}</Shown>
    </Dialog>
  )
}
