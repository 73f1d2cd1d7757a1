import { clouds } from '../../../shared/resource.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { linkTo, place } from '../address.ts'
import { PageHead } from '../page-head.tsx'
import { useRead } from '../read.ts'
import { Shown } from '../shown.tsx'
import { text } from '../text/reports.ts'
import { useFresh } from '../use-fresh.ts'
import { worker } from '../worker.ts'
import { reportParam } from './data.ts'
import { draftOf, emptyForm, type Form, formOf, patchOf } from './draft.ts'
import { NoSuchReport } from './no-such-report.tsx'
import { links } from './places.ts'
import { ReportForm } from './report-form.tsx'
import styles from './reports.module.css'
import { runReport } from './run-report.ts'
import { useChoices } from './use-choices.ts'

const words = text.form
const follow = (hash: string) => {
  location.hash = hash
}

/** A new report; the address may say on which mandate. */
export function NewReport() {
  const read = useChoices()
  const { mandate } = place.value.params
  const create = async (form: Form, title: string, isToRun: boolean) => {
    const response = await worker.value?.api.reports.$post({ json: draftOf(form, title) })
    const report = await response?.json()
    if (!report) return
    if (isToRun) await runReport(report)
    else showToast({ message: words.created(visibleText(report.title)) })
    follow(links.report(report.id))
  }
  return (
    <article class={styles.page}>
      <PageHead title={text.newReport} trail={[{ label: text.title, href: links.home() }]} />
      <Shown read={read}>
        {(choices) =>
          choices.connectors.length === 0 ? (
            <EmptyState title={text.noConnectors}>
              <Button kind="primary" href={linkTo(['configuration'])}>
                {text.connect}
              </Button>
            </EmptyState>
          ) : (
            <ReportForm given={firstForm(choices, mandate)} choices={choices} onSave={create} isNew />
          )
        }
      </Shown>
    </article>
  )
}

type Choices = NonNullable<ReturnType<typeof useChoices>['data']>

/** On the provider that all views are narrowed to, or the first one that is connected, as far as the mandate is about it. */
function firstForm({ connectors, mandates }: Choices, slug: string | undefined): Form {
  const mandate = mandates.find((one) => one.slug === slug)
  const isFit = (cloud: string) => !mandate || mandate.clouds.some((one) => one === cloud)
  const connected = clouds.filter((cloud) => isFit(cloud) && connectors.some((one) => one.cloud === cloud))
  const { cloud } = place.value.scope
  const first = cloud && isFit(cloud) ? cloud : (connected[0] ?? mandate?.clouds[0] ?? 'aws')
  return emptyForm(first, mandate?.slug)
}

/** A report that is changed. Its earlier runs stay as they were. */
export function EditReport({ id }: { readonly id: number }) {
  const read = useFresh(
    useRead((api) => api.reports[':id'], { param: reportParam(id) }),
    `${id}`,
  )
  const choices = useChoices()
  const save = async (form: Form, title: string) => {
    await worker.value?.api.reports[':id'].$patch({ param: reportParam(id), json: patchOf(form, title) })
    showToast({ message: words.saved })
    follow(links.report(id))
  }
  if (read.problem?.details.status === 404) return <NoSuchReport />
  return (
    <article class={styles.page}>
      <PageHead
        title={words.edit}
        trail={[
          { label: text.title, href: links.home() },
          ...(read.data ? [{ label: visibleText(read.data.title), href: links.report(id) }] : []),
        ]}
      />
      <Shown read={read}>
        {(report) => (
          <Shown read={choices}>
            {(known) => <ReportForm given={formOf(report)} id={id} choices={known} onSave={save} />}
          </Shown>
        )}
      </Shown>
    </article>
  )
}
