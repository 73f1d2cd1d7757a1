import type { Cloud } from '../../../../shared/resource.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { text } from '../../text/configuration-connect.ts'
import { PolicyText } from '../policy-text.tsx'
import { Trouble } from '../trouble.tsx'
import { filled } from './filled.ts'
import styles from './outcome.module.css'
import type { Form } from './use-form.ts'
import { useGuide } from './use-guide.ts'

type Props = {
  readonly cloud: Cloud
  readonly form: Form
  readonly problem: WorkerProblem
  /** Saves it all the same. */
  readonly onSave: () => void
}

/** What lets the connector in and lets it read, by provider: files of the guide. */
const granting: Readonly<Record<Cloud, RegExp>> = {
  aws: /-policy\.json$/,
  azure: /^plumbline-role\.json$/,
  gcp: /^plumbline-role\.yaml$/,
}

/** The account was not reached: why, what to do, and the policy texts that let the connector in. */
export function Refused({ cloud, form, problem, onSave }: Props) {
  const { data } = useGuide(cloud, form.values)
  const files = data ? filled(data, form).files.filter(({ name }) => granting[cloud].test(name)) : []
  return (
    <section class={styles.refused} aria-label={text.refused}>
      <h2>{text.refused}</h2>
      <Trouble problem={problem} />
      <p>{text.refusedWhy}</p>
      {files.map(({ name, about, content }) => (
        <details key={name}>
          <summary>{about}</summary>
          <PolicyText title={name} content={content} file={name} />
        </details>
      ))}
      <p class={styles.anyway}>
        <span>{text.anywayWhy}</span>
        <Button kind="quiet" onClick={onSave}>
          {text.anyway}
        </Button>
      </p>
    </section>
  )
}
