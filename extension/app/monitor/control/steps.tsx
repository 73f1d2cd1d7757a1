import { Code } from '../../../overlay/code.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/monitor.ts'
import own from '../remediation.module.css'
import type { ControlDetail } from './control-head.tsx'

/** How what fails is fixed, for any of the resources: their names are filled in where one of them is open. */
export function Steps({ control: { remediation } }: { readonly control: ControlDetail }) {
  const { steps, cli, terraform } = remediation
  return (
    <section class={own.remediation} aria-label={text.steps}>
      <p class="quiet">{text.noSteps}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>{visibleText(step, 2000)}</li>
        ))}
      </ol>
      {cli && <Code title={text.cli} code={cli} />}
      {terraform && <Code title={text.terraform} code={terraform} />}
    </section>
  )
}
