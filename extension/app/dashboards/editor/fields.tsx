import { useId } from 'preact/hooks'
import { type WidgetType, widgetTypes } from '../../../../shared/dashboard-sizes.ts'
import { clouds } from '../../../../shared/resource.ts'
import { Field } from '../../../ui/field.tsx'
import { QueryBar } from '../../find/query-bar.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/widgets.ts'
import { type Draft, listsOf } from './draft.ts'
import styles from './editor.module.css'
import { type Layout, layouts } from './place-widget.ts'

/** The form so far, and a way to change it. */
export type PartProps = {
  readonly draft: Draft
  readonly set: (changes: Partial<Draft>) => void
  /** It was to be saved: from then on what is missing is said. */
  readonly isTried: boolean
}

/** How the widget shows what it counts. */
export function TypeField({ draft, set }: PartProps) {
  const id = useId()
  return (
    <fieldset class={styles.types}>
      <legend>{text.editor.type}</legend>
      {widgetTypes.map((type: WidgetType) => (
        <label key={type} class={styles.type} title={text.editor.means[type]}>
          <input type="radio" name={id} checked={draft.type === type} onChange={() => set({ type })} />
          {text.editor.types[type]}
        </label>
      ))}
      <p class={styles.quiet}>{text.editor.means[draft.type]}</p>
    </fieldset>
  )
}

/** What is counted, and of which provider and account. */
export function SourceFields({ draft, set }: PartProps) {
  const id = useId()
  const { data } = useRead((api) => api.connectors, { query: {} })
  const accounts = [...new Set((data?.items ?? []).flatMap(({ account, cloud }) => (isOf(cloud) && account) || []))]
  return (
    <div class={styles.pair}>
      <Field label={text.editor.source}>
        <select
          value={`${draft.list} ${draft.cloud}`}
          onChange={({ currentTarget }) => {
            const [list, cloud = ''] = currentTarget.value.split(' ')
            set({ list: list as Draft['list'], cloud })
          }}
        >
          {listsOf(draft.type).map((list) => (
            <optgroup key={list} label={text.counts[list]}>
              {['', ...clouds].map((cloud) => (
                <option key={cloud} value={`${list} ${cloud}`}>
                  {text.editor.sources[list](cloudName(cloud))}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Field>
      <Field label={text.editor.account}>
        <input
          type="text"
          list={id}
          value={draft.account}
          maxLength={200}
          placeholder={text.editor.allAccounts}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => set({ account: currentTarget.value })}
        />
      </Field>
      <datalist id={id}>
        {accounts.map((account) => (
          <option key={account} value={account} />
        ))}
      </datalist>
    </div>
  )

  function isOf(cloud: string): boolean {
    return !draft.cloud || draft.cloud === cloud
  }
}

const cloudName = (cloud: string) =>
  clouds.map((one) => (one === cloud ? text.clouds[one] : '')).join('') || text.editor.allClouds

/** Which rows of the list count, in the query language. */
export function QueryField({ draft, set }: PartProps) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: the bar has a name of its own; this only joins the label to it
    <div class={styles.query} role="group" aria-labelledby={id}>
      <span id={id} class={styles.label}>
        {text.editor.query}
      </span>
      <QueryBar key={draft.list} list={draft.list} value={draft.query} onWrite={(query) => set({ query })} />
    </div>
  )
}

type LayoutProps = { readonly layout: Layout; readonly onChange: (layout: Layout) => void }

/** How wide it stands on the dashboard. */
export function LayoutField({ layout, onChange }: LayoutProps) {
  return (
    <Field label={text.editor.layout}>
      <select value={layout} onChange={({ currentTarget }) => onChange(currentTarget.value as Layout)}>
        {(Object.keys(layouts) as Layout[]).map((one) => (
          <option key={one} value={one}>
            {text.editor.layouts[one]}
          </option>
        ))}
      </select>
    </Field>
  )
}
