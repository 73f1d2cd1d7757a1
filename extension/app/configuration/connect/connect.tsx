import { useRef } from 'preact/hooks'
import { type Cloud, clouds } from '../../../../shared/resource.ts'
import { Button } from '../../../ui/button.tsx'
import { linkTo } from '../../address.ts'
import { text } from '../../text/configuration-connect.ts'
import { useRefusal } from '../rights.ts'
import { Trouble } from '../trouble.tsx'
import styles from './connect.module.css'
import { AccessFields, CommonFields } from './fields.tsx'
import { GuidePanel } from './guide-panel.tsx'
import { Reached } from './reached.tsx'
import { Refused } from './refused.tsx'
import { useConnect } from './use-connect.ts'
import { type Form, useForm } from './use-form.ts'

/** The way to a new connector: the form, and beside it what to do in the cloud. */
export function Connect({ cloud }: { readonly cloud: Cloud }) {
  const form = useForm(cloud)
  const connecting = useConnect(cloud, form)
  const { phase, saved } = connecting
  const isReached = phase.name === 'reached' && saved !== undefined
  return (
    <>
      <header class={styles.head}>
        <a href={linkTo(['configuration'])}>{text.back}</a>
        <h1>{text.title}</h1>
        {!saved && <Clouds current={cloud} />}
      </header>
      {isReached ? (
        <Reached connector={saved} account={phase.account} />
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

function ConnectForm({ cloud, form, connecting: { phase, saved, connect, discard } }: FormProps) {
  const refusal = useRefusal()('create')
  const element = useRef<HTMLFormElement>(null)
  const wrong = Object.values(form.errors).filter(Boolean).length
  const isBusy = phase.name === 'saving' || phase.name === 'testing'
  const submit = async (event: Event) => {
    event.preventDefault()
    if (isBusy) return
    await connect()
    // Where something is wrong the first such field takes the focus, once it is drawn.
    setTimeout(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  return (
    <form ref={element} class={styles.form} noValidate onSubmit={submit} aria-label={text.form}>
      <CommonFields form={form} />
      <AccessFields cloud={cloud} form={form} />
      {phase.name === 'form' && phase.problem && <Trouble problem={phase.problem} />}
      {phase.name === 'refused' && saved && (
        <Refused {...{ cloud, form, connector: saved, problem: phase.problem }} onDiscard={discard} />
      )}
      <div class={styles.actions}>
        <Button kind="primary" type="submit" isBusy={isBusy} disabled={refusal !== undefined} title={refusal}>
          {saved ? text.again : text.submit}
        </Button>
        {!saved && <Button href={linkTo(['configuration'])}>{text.cancel}</Button>}
        <span role="status" class={styles.said}>
          {phase.name === 'saving' && text.saving}
          {phase.name === 'testing' && text.testing}
          {!isBusy && wrong > 0 && text.fix(wrong)}
          {refusal}
        </span>
      </div>
    </form>
  )
}
