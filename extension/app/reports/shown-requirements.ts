import type { ReportVerdict } from '../../../shared/report.ts'
import type { Control, Requirement, RunDetail } from './data.ts'

type Filter = { readonly words: string; readonly verdict: ReportVerdict | undefined }

/** A requirement with those of its controls that are looked for. */
export type ShownRequirement = { readonly requirement: Requirement; readonly controls: readonly Control[] }

/**
 * The requirements that are looked for: by their number or title, then with all their controls, or by what their controls
 * are called; and of these controls those that ended so.
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
      .filter((control) => verdict === undefined || control.verdict === verdict)
    return shown.length > 0 ? { requirement, controls: shown } : []
  })
}
