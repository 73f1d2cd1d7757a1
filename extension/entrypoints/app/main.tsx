import { render } from 'preact'
import { App } from '../../app/app.tsx'
import { browserActions } from '../../sync/browser-actions.ts'
import { readPairing } from '../../sync/pairing.ts'

const root = document.getElementById('root')
if (root) render(<App actions={{ ...browserActions(), readPairing }} />, root)
