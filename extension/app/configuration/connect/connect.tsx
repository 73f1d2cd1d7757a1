import { useRef } from 'preact/hooks'
import { type Cloud, clouds } from '../../../../shared/resource.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { goTo, linkTo, place } from '../../address.ts'
import { PageHead } from '../../page-head.tsx'
import { text as words } from '../../text/configuration.ts'
import { text } from '../../text/configuration-connect.ts'
import { useRefusal } from '../../use-refusal.ts'
import { Trouble } from '../trouble.tsx'
import styles from './connect.module.css'
import { AccessFields, MoreFields, NameField } from './fields.tsx'
import { GuidePanel } from './guide-panel.tsx'
import { Reached } from './reached.tsx'
import { Refused } from './refused.tsx'
import { type Phase, useConnect } from './use-connect.ts'
import { type Form, useForm } from './use-form.ts'

/** The way to a new connector: the form, and beside it what to do in the cloud. */
export function Connect({ cloud }: { readonly cloud: Cloud }) {
  const form = useForm(cloud)
  const connecting = useConnect(cloud, form)
  const { phase } = connecting
  return (
    <>
      <div class={styles.head}>
        <PageHead
          title={text.title}
          trail={[{ label: text.back, href: linkTo(['configuration']) }]}
          beside={phase.name !== 'saved' && <Clouds current={cloud} />}
        />
      </div>
      {phase.name === 'saved' ? (
        <Reached connector={phase.connector} account={phase.account} />
      ) : (
        <div class={styles.columns}>
          <ConnectForm {...{ cloud, form, connecting }} />
          <GuidePanel cloud={cloud} form={form} />
        </div>
      )}
    </>
  )
}

function Clouds({ current }: { readonly current: Cloud }) {
  return (
    <nav class={styles.clouds} aria-label={text.provider}>
      {clouds.map((cloud) => (
        <a
          key={cloud}
          href={linkTo(['configuration', 'new', cloud])}
          aria-current={cloud === current ? 'page' : undefined}
        >
          {text.clouds[cloud]}
        </a>
      ))}
    </nav>
  )
}

type FormProps = {
  readonly cloud: Cloud
  readonly form: Form
  readonly connecting: ReturnType<typeof useConnect>
}

function ConnectForm({ cloud, form, connecting }: FormProps) {
  const { phase, test, connect, saveAnyway } = connecting
  const refusal = useRefusal(words.mayNot)('create')
  const element = useRef<HTMLFormElement>(null)
  const isBusy = phase.name === 'saving' || phase.name === 'testing'
  const start = async (work: () => Promise<unknown>) => {
    if (isBusy || refusal !== undefined) return
    await work()
    // Where something is wrong the first such field takes the focus, once it is drawn.
    setTimeout(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const saveUnreached = async () => {
    const connector = await saveAnyway()
    if (connector) goTo({ ...place.value, path: ['configuration', 'connectors', connector.id], params: {} })
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void start(connect)
  }
  return (
    <form ref={element} class={styles.form} noValidate onSubmit={submit} aria-label={text.form}>
      <NameField form={form} />
      <AccessFields cloud={cloud} form={form} />
      <MoreFields form={form} />
      {phase.name === 'form' && phase.problem && <Trouble problem={phase.problem} />}
      {phase.name === 'refused' && (
        <Refused {...{ cloud, form, problem: phase.problem }} onSave={() => void start(saveUnreached)} />
      )}
      <div class={styles.actions}>
        <Button onClick={() => void start(test)} isBusy={phase.name === 'testing'} disabled={refusal !== undefined}>
          {text.test}
        </Button>
        <Button kind="primary" type="submit" isBusy={phase.name === 'saving'} disabled={refusal !== undefined}>
          {text.submit}
        </Button>
        <Button kind="quiet" href={linkTo(['configuration'])}>
          {text.cancel}
        </Button>
        <Said {...{ form, phase, refusal }} />
      </div>
    </form>
  )
}

type SaidProps = { readonly form: Form; readonly phase: Phase; readonly refusal: string | undefined }

/** What is under way, or what came of it, next to the buttons. */
function Said({ form, phase, refusal }: SaidProps) {
  const wrong = Object.values(form.errors).filter(Boolean).length
  return (
    <p role="status" class={styles.said}>
      {refusal}
      {phase.name === 'saving' && text.saving}
      {phase.name === 'testing' && text.testing}
      {phase.name === 'form' && wrong > 0 && text.fix(wrong)}
      {phase.name === 'passed' && (
        <span class={styles.passed}>
          <Icon name="check" />
          {phase.account ? text.reached(visibleText(phase.account)) : text.reachedOrganization}
          <span class={styles.quiet}>{text.notSaved}</span>
        </span>
      )}
    </p>
  )
}
