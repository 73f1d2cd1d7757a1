import { useState } from 'preact/hooks'
import type { Status } from '../sync/messages.ts'
import { isPlainHttp, isToken, type PairingLink, parsePairingLink, parseWorker } from '../sync/pairing-link.ts'
import { text as sentences } from '../sync/text.ts'
import { BrandMark } from '../ui/brand-mark.tsx'
import { Field } from '../ui/field.tsx'
import { Spinner } from '../ui/spinner.tsx'
import type { Actions } from './actions.ts'
import styles from './pairing-view.module.css'
import { text } from './text.ts'
import { useOffer } from './use-offer.ts'

type Props = {
  readonly actions: Pick<Actions, 'ask' | 'allow'>
  readonly onPaired: (status: Status) => void
}

/** The first screen: the link that the worker printed, or its address and token. */
export function PairingView({ actions, onPaired }: Props) {
  const [isByHand, setByHand] = useState(false)
  const [link, setLink] = useState('')
  const [address, setAddress] = useState('')
  const [token, setToken] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [isElsewhere, setElsewhere] = useState(false)

  const given = isByHand ? byHand(address, token) : (parsePairingLink(link) ?? { problem: sentences.badLink })
  const worker = isByHand ? parseWorker(address) : 'worker' in given ? given.worker : workerOf(link)
  const isPlain = worker ? isPlainHttp(worker) : false

  const offer = useOffer(actions.ask, 'worker' in given ? undefined : worker)

  /** What was said about the text before it was changed holds no more. */
  const into = (set: (value: string) => void) => (value: string) => {
    setProblem(undefined)
    set(value)
  }
  const swap = () => {
    setProblem(undefined)
    setByHand(!isByHand)
  }

  const submit = (event: Event) => {
    event.preventDefault()
    if (isBusy) return
    if ('problem' in given) return setProblem(given.problem)
    go(given.worker, () => actions.ask('pair', given))
  }

  const go = (origin: string, begin: () => Promise<Status>, isTab = false) => {
    setProblem(undefined)
    setBusy(true)
    connect(actions, origin, begin)
      .then(
        (status) => {
          setElsewhere(isTab)
          onPaired(status)
        },
        (error: Error) => setProblem(error.message),
      )
      .finally(() => setBusy(false))
  }
  const signIn = () => {
    if (offer && !isBusy) go(offer.address, () => actions.ask('signIn', { worker: offer.address }), true)
  }

  return (
    <main class={styles.view}>
      <BrandMark />
      <h1>{text.pairTitle}</h1>
      <p class={styles.quiet}>{text.pairIntro}</p>
      <form onSubmit={submit} noValidate>
        {isByHand ? (
          <>
            <Field label={text.address}>
              <input type="text" {...line(text.addressHint, address, into(setAddress))} ref={focus} />
            </Field>
            <Field label={text.token}>
              <input type="password" {...line(text.tokenHint, token, into(setToken))} />
            </Field>
          </>
        ) : (
          <Field label={text.link}>
            <input type="text" {...line(text.linkHint, link, into(setLink))} ref={focus} />
          </Field>
        )}
        {isPlain && <p class={styles.warning}>⚠ {sentences.plainHttp}</p>}
        {problem && (
          <p class={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class={styles.pair} aria-disabled={isBusy}>
          {isBusy ? (
            <>
              <Spinner /> {text.pairing}
            </>
          ) : (
            text.pair
          )}
        </button>
        {offer && (
          <button type="button" class={styles.pair} aria-disabled={isBusy} onClick={signIn}>
            {text.signIn(offer.by)}
          </button>
        )}
        <p class={styles.quiet} role="status">
          {isElsewhere ? text.signInTab : text.permission}
        </p>
      </form>
      <button type="button" class={styles.other} onClick={swap}>
        {isByHand ? text.byLink : text.byHand}
      </button>
    </main>
  )
}

/** A line to type or paste into, of which the browser keeps nothing. */
const line = (placeholder: string, value: string, onValue: (value: string) => void) =>
  ({
    ...{ placeholder, value, autocomplete: 'off', spellcheck: false },
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => onValue(currentTarget.value),
  }) as const

const focus = (input: HTMLInputElement | null) => input?.focus()

/** An address without a token is not enough to pair, but people may be able to sign in there. */
const workerOf = (link: string) => (/^https?:\/\//i.test(link.trim()) ? parseWorker(link) : undefined)

function byHand(address: string, token: string): PairingLink | { readonly problem: string } {
  const worker = parseWorker(address)
  if (!worker) return { problem: sentences.badAddress }
  return isToken(token.trim()) ? { worker, token: token.trim() } : { problem: sentences.noToken }
}

/**
 * Both begin before anything is awaited: the browser shows its question only straight after a click, and in Firefox that
 * question closes the popup, so the background must already be waiting for the answer.
 */
async function connect(
  { allow }: Pick<Actions, 'allow'>,
  worker: string,
  begin: () => Promise<Status>,
): Promise<Status> {
  const allowed = allow(worker)
  const status = begin()
  status.catch(() => undefined)
  if (!(await allowed)) throw new Error(sentences.noPermission(worker))
  return status
}
