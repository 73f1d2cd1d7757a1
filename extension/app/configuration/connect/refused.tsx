import type { Connector } from '../../../../shared/connector.ts'
import type { Cloud } from '../../../../shared/resource.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { linkTo } from '../../address.ts'
import { text } from '../../text/configuration-connect.ts'
import { attempt } from '../connector-actions.ts'
import { PolicyText } from '../policy-text.tsx'
import { useRefusal } from '../rights.ts'
import { Trouble } from '../trouble.tsx'
import { filled } from './filled.ts'
import styles from './outcome.module.css'
import type { Form } from './use-form.ts'
import { useGuide } from './use-guide.ts'

type Props = {
  readonly cloud: Cloud
  readonly form: Form
  readonly connector: Connector
  readonly problem: WorkerProblem
  readonly onDiscard: () => Promise<void>
}

/** What lets the connector in, by provider: a file of the guide. */
const granting: Readonly<Record<Cloud, string>> = {
  aws: 'plumbline-trust-policy.json',
  azure: 'plumbline-role.json',
  gcp: 'plumbline-role.yaml',
}

/** The account was not reached: why, what to do, and the policy text that lets the connector in. */
export function Refused({ cloud, form, connector, problem, onDiscard }: Props) {
  const { data } = useGuide(cloud, form.values)
  const mayDelete = useRefusal()('delete') === undefined
  const file = data && filled(data, form).files.find(({ name }) => name === granting[cloud])
  return (
    <section class={styles.refused} aria-label={text.refused}>
      <h2>{text.refused}</h2>
      <Trouble problem={problem} />
      <p>{text.refusedWhy}</p>
      {file && (
        <details>
          <summary>{file.about}</summary>
          <PolicyText title={file.name} content={file.content} file={file.name} />
        </details>
      )}
      <p class={styles.ways}>
        <Button href={linkTo(['configuration', 'connectors', connector.id])}>{text.keep}</Button>
        {mayDelete && (
          <Button
            kind="quiet"
            onClick={() =>
              void attempt(async () => {
                await onDiscard()
                return undefined
              })
            }
          >
            {text.discard}
          </Button>
        )}
      </p>
    </section>
  )
}
