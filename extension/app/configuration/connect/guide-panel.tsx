import type { Cloud } from '../../../../shared/resource.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { text } from '../../text/configuration-connect.ts'
import { Copy } from '../copy.tsx'
import { PolicyText } from '../policy-text.tsx'
import { Trouble } from '../trouble.tsx'
import { filled } from './filled.ts'
import { GuideChoices } from './guide-choices.tsx'
import styles from './guide-panel.module.css'
import { GuidePolicies } from './guide-policies.tsx'
import { GuideSteps } from './guide-steps.tsx'
import type { Form } from './use-form.ts'
import { type Guide, useGuide } from './use-guide.ts'

type Props = { readonly cloud: Cloud; readonly form: Form }

/** What to do in the cloud, step by step, with all that is to be copied and downloaded for it. */
export function GuidePanel({ cloud, form }: Props) {
  const { data, problem, refresh } = useGuide(cloud, form.values)
  return (
    <aside class={styles.guide} aria-label={text.guide(text.clouds[cloud])}>
      <h2>{text.guide(text.clouds[cloud])}</h2>
      {problem && <Trouble problem={problem} onRetry={refresh} />}
      {data ? <Content guide={filled(data, form)} form={form} /> : !problem && <Loading />}
    </aside>
  )
}

function Content({ guide, form }: { readonly guide: Guide; readonly form: Form }) {
  return (
    <>
      {guide.values.length > 0 && (
        <dl class={styles.values}>
          {guide.values.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <code>{value}</code>
                <Copy text={value} what={label} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <GuideSteps guide={guide} />
      {guide.cloud === 'aws' && <GuideChoices form={form} />}
      {guide.commands.length > 0 && (
        <details class={styles.fold}>
          <summary>{text.commands}</summary>
          {guide.commands.some((command) => command.includes('_ID')) && <p class={styles.quiet}>{text.commandFill}</p>}
          {guide.commands.map((command) => (
            <PolicyText key={command} title={command.split(' ').slice(0, 3).join(' ')} content={command} />
          ))}
        </details>
      )}
      <GuidePolicies guide={guide} />
      {guide.notes.length > 0 && (
        <section>
          <h3>{text.notes}</h3>
          <ul class={styles.notes}>
            {guide.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const Loading = () => (
  <div class={styles.loading} role="status" aria-busy="true" aria-label={text.guideLoading}>
    {['90%', '70%', '80%', '60%', '85%', '75%'].map((width) => (
      <Skeleton key={width} width={width} height="14px" />
    ))}
  </div>
)
