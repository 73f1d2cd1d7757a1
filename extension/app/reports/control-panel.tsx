import { useState } from 'preact/hooks'
import { Name } from '../../ui/name.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { setParams } from '../address.ts'
import { text } from '../text/reports.ts'
import type { Control, RunDetail } from './data.ts'
import { links } from './places.ts'
import styles from './reports.module.css'
import { ResourceResults } from './resource-results.tsx'
import { VerdictTag } from './verdict-tag.tsx'

type Props = { readonly run: RunDetail; readonly cid: number }

const words = text.control
const close = () => setParams({ control: undefined, result: undefined })

/** A control as it was when the report ran, and how it ended for each resource. */
export function ControlPanel({ run, cid }: Props) {
  const [width, setWidth] = useState<number>()
  const control = run.controls.find((one) => one.cid === cid)
  return (
    <SidePanel
      title={control ? <Name text={control.title} /> : text.cid(cid)}
      onClose={close}
      closeLabel={text.close}
      resizeLabel={text.panelWidth}
      width={width ?? 520}
      onWidth={setWidth}
      takesFocus
    >
      <div class={styles.panel}>{control ? <About run={run} control={control} /> : <p>{words.noSuch}</p>}</div>
    </SidePanel>
  )
}

function About({ run, control }: { readonly run: RunDetail; readonly control: Control }) {
  const { cid, verdict, criticality, service, evaluates, rationale } = control
  return (
    <>
      <p class={styles.marks}>
        <VerdictTag verdict={verdict} />
        <span class={styles.mark}>
          <SeverityMark severity={criticality} /> {text.criticality[criticality]}
        </span>
        <span class={styles.quiet}>{text.cid(cid)}</span>
        <Name text={service} class={styles.quiet} />
      </p>
      <section>
        <h3>{words.evaluates}</h3>
        <p>
          <Name text={evaluates} />
        </p>
      </section>
      <section>
        <h3>{words.rationale}</h3>
        <p>
          <Name text={rationale} />
        </p>
      </section>
      <section>
        <h3>{words.resources}</h3>
        {verdict === 'not evaluated' ? (
          <p class={styles.quiet}>{words.notEvaluated}</p>
        ) : (
          <ResourceResults run={run} control={control} />
        )}
      </section>
      <a href={links.monitor(cid)}>{words.monitor}</a>
    </>
  )
}
