import { render } from 'preact'
import { place } from '../../app/address.ts'
import { App } from '../../app/app.tsx'
import { fetchView } from '../../app/frame/current-view.tsx'
import { firstView, viewOf } from '../../app/views.ts'
import { browserActions } from '../../sync/browser-actions.ts'
import { readPairing } from '../../sync/pairing.ts'

// Both take longer than it takes to learn whom the browser is paired with.
const first = viewOf(place.peek().path[0] ?? firstView(1))
if (first) fetchView(first).catch(() => undefined)
void import('../../sync/answers.ts').then(
  ({ openAnswers }) => openAnswers(),
  () => undefined,
)

const root = document.getElementById('root')
if (root) render(<App actions={{ ...browserActions(), readPairing }} />, root)
