import { useMemo, useState } from 'preact/hooks'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { text } from '../../text/resources.ts'
import { Branch } from './config-branch.tsx'
import styles from './configuration.module.css'
import { narrowed } from './narrowed.ts'
import table from './plain-table.module.css'

type Props = { readonly config: Readonly<Record<string, unknown>> }

/** The configuration as it was collected: a tree whose branches open, with a search over fields and values. */
export function Configuration({ config }: Props) {
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const shown = useMemo(() => (wanted ? narrowed(config, wanted) : config), [config, wanted])
  const fields = Object.entries((shown ?? {}) as Readonly<Record<string, unknown>>)
  if (Object.keys(config).length === 0) return <p class={table.quiet}>{text.emptyConfiguration}</p>
  return (
    <>
      <div class={table.tools}>
        <SearchField label={text.searchConfiguration} value={typed} onChange={setTyped} />
        <CopyButton
          text={JSON.stringify(config, undefined, 2)}
          label={text.copyAll}
          copiedLabel={text.copied}
          failedLabel={text.copyFailed}
        />
      </div>
      {fields.length === 0 && (
        <p class={table.quiet} role="status">
          {text.noField}
        </p>
      )}
      <ul class={styles.tree}>
        {fields.map(([name, value]) => (
          <Branch key={name} name={name} path={name} value={value} isSearched={wanted !== ''} />
        ))}
      </ul>
    </>
  )
}
