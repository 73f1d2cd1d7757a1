import { render } from 'preact'
import { hashOf, place } from '../../app/address.ts'
import { App } from '../../app/app.tsx'
import { fetchView } from '../../app/frame/current-view.tsx'
import { rememberAnswers } from '../../app/read.ts'
import { firstView, viewOf } from '../../app/views.ts'
import { setWorker } from '../../app/worker.ts'
import { answersAt } from '../../sync/answers.ts'
import { browserActions } from '../../sync/browser-actions.ts'
import { readPairing } from '../../sync/pairing.ts'

/** How long the first frame waits for what it could show, in milliseconds. After that it is drawn without. */
const patience = 300

/** `undefined` for what fails or takes too long: the app asks for it again, and tells what is wrong. */
const orNothing = <T,>(kept: Promise<T>): Promise<T | undefined> =>
  Promise.race([kept.catch(() => undefined), new Promise<undefined>((resolve) => setTimeout(resolve, patience))])

/** Draws nothing until all that the first frame needs is here: a frame without it would hold up the one that people wait for. */
async function start(root: Element): Promise<void> {
  const actions = browserActions()
  const view = viewOf(place.peek().path[0] ?? firstView(1))
  const [status, pairing, answers] = await Promise.all([
    orNothing(actions.keptStatus()),
    orNothing(readPairing()),
    orNothing(answersAt(hashOf(place.peek()))),
    view && orNothing(fetchView(view)),
  ])
  if (status?.paired) setWorker(pairing)
  rememberAnswers(answers ?? [])
  render(<App actions={{ ...actions, readPairing }} kept={status} />, root)
}

const root = document.getElementById('root')
if (root) void start(root)
