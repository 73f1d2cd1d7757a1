import { render } from 'preact'
import { SidePanel } from '../../popup/side-panel.tsx'
import { browserActions } from '../../sync/browser-actions.ts'

const root = document.getElementById('root')
if (root) render(<SidePanel actions={browserActions()} />, root)
