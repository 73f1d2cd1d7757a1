import type { ReportVerdict } from '../../../shared/report.ts'
import type { Control, Requirement, RunDetail } from './data.ts'

type Filter = { readonly words: string; readonly verdict: ReportVerdict | undefined }

/** A requirement with those of its controls that are looked for. */
export type ShownRequirement = { readonly requirement: Requirement; readonly controls: readonly Control[] }

/**
 * The requirements that are looked for: by their number or title, then with all their controls, or by what their controls
 * are called; and of these controls those that ended so.
 * What failed for one resource may be unknown for another: it is among both.
 */
export function shownRequirements(
  { requirements, controls }: Pick<RunDetail, 'requirements' | 'controls'>,
  { words, verdict }: Filter,
): readonly ShownRequirement[] {
  const byCid = new Map(controls.map((control) => [control.cid, control]))
  const looked = words.trim().toLowerCase()
  return requirements.flatMap((requirement) => {
    const isNamed = `${requirement.id} ${requirement.title ?? ''}`.toLowerCase().includes(looked)
    const shown = requirement.controls
      .flatMap((cid) => byCid.get(cid) ?? [])
      .filter((control) => isNamed || `${control.cid} ${control.title}`.toLowerCase().includes(looked))
      .filter((control) => verdict === undefined || has(control, verdict))
    return shown.length > 0 ? { requirement, controls: shown } : []
  })
}

/** Whether some of a control's evaluations came out so; it has passed only where nothing else is. */
function has({ posture, verdict: own }: Control, verdict: ReportVerdict): boolean {
  if (verdict === 'FAIL') return posture.fail > 0
  if (verdict === 'UNKNOWN') return posture.unknown > 0
  return verdict === 'EXCEPTED' ? posture.excepted > 0 : own === verdict
}
