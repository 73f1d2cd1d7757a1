import type { WidgetDraft, WidgetTemplate } from '../../../../shared/dashboard.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Name } from '../../../ui/name.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { changes, toProblem, useRead } from '../../read.ts'
import { text } from '../../text/widgets.ts'
import { worker } from '../../worker.ts'
import styles from './editor.module.css'

type Props = {
  readonly onChoose: (widget: WidgetDraft) => void
  readonly onBlank: () => void
}

/** What a new widget can begin as: nothing, one of the built-in ones, or one that was kept. */
export function TemplateChoice({ onChoose, onBlank }: Props) {
  const { data, problem, refresh, isLoading } = useRead((api) => api.dashboards.templates, {})
  const all = data?.items as readonly WidgetTemplate[] | undefined
  const own = all?.filter(({ builtIn }) => !builtIn)
  return (
    <div class={styles.choice}>
      <button type="button" class={styles.template} onClick={onBlank}>
        <b>{text.editor.blank}</b>
        <span class={styles.quiet}>{text.editor.blankWhy}</span>
      </button>
      {problem && (
        <ProblemBox
          message={problem.message}
          advice={problem.details.advice}
          retry={{ label: text.retry, onRetry: refresh, isBusy: isLoading }}
        />
      )}
      {!all && !problem && (
        <div class={styles.choice} role="status" aria-label={text.editor.loading}>
          {['a', 'b', 'c', 'd', 'e'].map((key) => (
            <Skeleton key={key} height="52px" />
          ))}
        </div>
      )}
      {all && (
        <>
          <Group title={text.editor.builtIn} templates={all.filter(({ builtIn }) => builtIn)} onChoose={onChoose} />
          <Group title={text.editor.own} templates={own ?? []} onChoose={onChoose} onDelete={remove} />
          {own?.length === 0 && <p class={styles.quiet}>{text.editor.noneOwn}</p>}
        </>
      )}
    </div>
  )
}

type GroupProps = Pick<Props, 'onChoose'> & {
  readonly title: string
  readonly templates: readonly WidgetTemplate[]
  readonly onDelete?: (template: WidgetTemplate) => void
}

function Group({ title, templates, onChoose, onDelete }: GroupProps) {
  return (
    <section class={styles.group} aria-label={title}>
      <h3>{title}</h3>
      {templates.map((template) => (
        <div key={template.id} class={styles.templateRow}>
          <button type="button" class={styles.template} onClick={() => onChoose(template.widget)}>
            <b>
              <Name text={template.title} />
            </b>
            <span class={styles.quiet}>{about(template.widget)}</span>
          </button>
          {onDelete && (
            <IconButton
              label={text.editor.deleteTemplate(visibleText(template.title, 80))}
              onClick={() => onDelete(template)}
            >
              <Icon name="close" />
            </IconButton>
          )}
        </div>
      ))}
    </section>
  )
}

const about = ({ type, list, cloud }: WidgetDraft) =>
  `${text.editor.types[type]} · ${text.editor.sources[list](cloud ? text.clouds[cloud] : text.editor.allClouds)}`

/** The template goes at once; the message takes it back. */
async function remove({ id, title, widget }: WidgetTemplate): Promise<void> {
  const api = worker.peek()?.api
  if (!api) return showToast({ kind: 'problem', message: text.away })
  const told = (error: unknown) => showToast({ kind: 'problem', message: toProblem(error).message })
  const undo = () =>
    void api.dashboards.templates.$post({ json: { title, widget } }).then(() => {
      changes.value += 1
    }, told)
  try {
    await api.dashboards.templates[':id'].$delete({ param: { id } })
    changes.value += 1
    const message = text.editor.deletedTemplate(visibleText(title, 80))
    showToast({ message, action: { label: text.undo, onAction: undo } })
  } catch (error) {
    told(error)
  }
}
