import { useState } from 'preact/hooks'
import { withoutPlace } from '../../../../shared/built-in-dashboard.ts'
import type { Dashboard, Widget, WidgetDraft } from '../../../../shared/dashboard.ts'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { text } from '../../text/widgets.ts'
import { emptyDraft } from './draft.ts'
import { TemplateChoice } from './template-choice.tsx'
import { WidgetForm } from './widget-form.tsx'

type Props = {
  /** One's own, as it was last read. */
  readonly dashboard: Dashboard
  /** The widget that is edited; a new one where there is none. */
  readonly widget?: Widget | undefined
  /** Called with the dashboard as it is now, when the widget is saved. */
  readonly onDone: (dashboard: Dashboard) => void
  readonly onClose: () => void
}

/** Makes a widget, from a template or from nothing, or changes one; beside the dashboard, with a preview of what it shows. */
export function WidgetEditor({ dashboard, widget, onDone, onClose }: Props) {
  const [draft, setDraft] = useState<WidgetDraft | undefined>(widget && withoutPlace(widget))
  return (
    <SidePanel
      title={widget ? text.editor.edit : text.editor.add}
      onClose={onClose}
      closeLabel={text.editor.close}
      resizeLabel={text.editor.width}
      width={880}
      takesFocus
    >
      {draft ? (
        <WidgetForm
          key={draft}
          {...{ dashboard, widget, onDone }}
          from={draft}
          onCancel={widget ? onClose : () => setDraft(undefined)}
        />
      ) : (
        <TemplateChoice onChoose={setDraft} onBlank={() => setDraft(emptyDraft)} />
      )}
    </SidePanel>
  )
}
