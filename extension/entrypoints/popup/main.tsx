import { render } from 'preact'
import { Popup } from '../../popup/popup.tsx'
import { browserActions } from '../../sync/browser-actions.ts'

const root = document.getElementById('root')
if (root) render(<Popup actions={browserActions()} />, root)
