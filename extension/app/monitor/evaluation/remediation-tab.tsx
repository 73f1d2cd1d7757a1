import type { Control } from '../../../../shared/control.ts'
import { Remediation } from '../../../overlay/remediation.tsx'
import { text } from '../../text/monitor.ts'
import type { ControlDetail } from '../control/control-head.tsx'
import own from '../remediation.module.css'
import styles from './evaluation-panel.module.css'
import type { Told } from './evaluation-panel.tsx'

type Props = { readonly control: ControlDetail; readonly evaluation: Told }

/** The steps that fix it, with this resource's names in them. */
export function RemediationTab({ control, evaluation: { outcome, resource } }: Props) {
  const { steps, ...fix } = control.remediation
  return (
    <div class={`${styles.part} ${own.remediation}`}>
      <div>
        <Remediation
          heading={outcome === 'FAIL' ? text.fixHeading : text.fixLater}
          control={{ ...control, remediation: { ...fix, steps: [...steps] } } as Control}
          resource={resource}
          onJump={openConsole}
        />
      </div>
    </div>
  )
}

/** A console in a tab of its own, which learns nothing of this one. */
const openConsole = (url: string) => void window.open(url, '_blank', 'noopener,noreferrer')
