import { useState } from 'preact/hooks'
import { clouds } from '../../../shared/resource.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { Table } from '../../ui/table.tsx'
import { place } from '../address.ts'
import { PageHead } from '../page-head.tsx'
import { useRead } from '../read.ts'
import { Failure, Shown } from '../shown.tsx'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { worker } from '../worker.ts'
import { controlColumns, kindColumn } from './control-columns.tsx'
import type { ListedControl } from './data.ts'
import { follow, links } from './places.ts'
import styles from './policies.module.css'
import { TableBox } from './table-box.tsx'

const words = text.policyForm
const trail = () => [{ label: text.tabs.policies, href: links.home() }]

/** What a policy of one's own is made of. */
type Contents = {
  readonly title: string
  readonly description: string
  readonly cloud: ListedControl['cloud']
  readonly controls: readonly number[]
}

/** Puts a policy of one's own together. */
export function NewPolicy() {
  const { cloud = 'aws' } = place.value.scope
  const create = async ({ controls, ...contents }: Contents) => {
    const json = { ...contents, controls: [...controls] }
    const response = await worker.value?.api['own-policies'].$post({ json })
    return (await response?.json())?.slug
  }
  return (
    <article class={styles.page}>
      <PageHead title={words.newTitle} trail={trail()} />
      <Form given={{ title: '', description: '', cloud, controls: [] }} isNew missing={[]} onSave={create} />
    </article>
  )
}

/** Changes a policy of one's own. */
export function EditPolicy({ slug }: { readonly slug: string }) {
  const [, cloud = '', name = ''] = slug.split('/')
  const param = { cloud: clouds.find((one) => one === cloud) ?? 'aws', name }
  const read = useRead((api) => api['own-policies'][':cloud'][':name'], { param })
  return (
    <Shown read={read}>
      {(policy) => {
        const save = async ({ title, description, controls }: Contents) => {
          const json = { title, description, controls: [...controls], basedOn: policy.version }
          const response = await worker.value?.api['own-policies'][':cloud'][':name'].$put({ param, json })
          return (await response?.json())?.slug
        }
        return (
          <article class={styles.page}>
            <PageHead
              title={words.editTitle(policy.title)}
              trail={[...trail(), { label: policy.title, href: links.policy(slug) }]}
            />
            <Form key={policy.version} given={policy} missing={policy.missing} onSave={save} />
          </article>
        )
      }}
    </Shown>
  )
}

type FormProps = {
  readonly given: Contents
  readonly isNew?: boolean
  /** Controls of it that are gone. */
  readonly missing: readonly number[]
  /** Answers the slug. Throws `WorkerProblem`. */
  readonly onSave: (contents: Contents) => Promise<string | undefined>
}

function Form({ given, isNew, missing, onSave }: FormProps) {
  const [title, setTitle] = useState(given.title)
  const [description, setDescription] = useState(given.description)
  const [cloud, setCloud] = useState(given.cloud)
  const [controls, setControls] = useState<readonly number[]>(given.controls.filter((cid) => !missing.includes(cid)))
  const [isAsked, setAsked] = useState(false)
  const { isBusy, problem, act } = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    setAsked(true)
    if (title.trim() === '' || controls.length === 0) return
    const contents = { title: title.trim(), description: description.trim(), cloud, controls }
    void act(
      () => onSave(contents),
      (slug) => slug && follow(links.policy(slug)),
    )
  }
  const chooseCloud = (next: Contents['cloud']) => {
    setCloud(next)
    setControls([])
  }
  return (
    <form class={styles.page} onSubmit={submit} noValidate>
      <div class={styles.form}>
        <Field label={words.name} error={isAsked && title.trim() === '' ? words.titleNeeded : undefined}>
          <input
            type="text"
            maxLength={150}
            required
            value={title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </Field>
        <Field label={words.description}>
          <textarea
            rows={3}
            maxLength={2000}
            value={description}
            onInput={(event) => setDescription(event.currentTarget.value)}
          />
        </Field>
        {isNew && (
          <Field label={words.cloud} hint={words.cloudHint}>
            <select value={cloud} onChange={(event) => chooseCloud(event.currentTarget.value as Contents['cloud'])}>
              {clouds.map((one) => (
                <option key={one} value={one}>
                  {text.clouds[one]}
                </option>
              ))}
            </select>
          </Field>
        )}
      </div>
      {missing.length > 0 && <p class={styles.bad}>{words.missing(missing.length)}</p>}
      <Chooser cloud={cloud} chosen={controls} onChange={setControls} />
      {isAsked && controls.length === 0 && (
        <p class={styles.bad} role="alert">
          {words.controlsNeeded}
        </p>
      )}
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
      <div class={styles.bar}>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words.save}
        </Button>
        <Button href={links.home()}>{text.cancel}</Button>
      </div>
    </form>
  )
}

type ChooserProps = {
  readonly cloud: Contents['cloud']
  readonly chosen: readonly number[]
  readonly onChange: (controls: readonly number[]) => void
}

const chooserColumns = [...controlColumns.slice(0, 4), kindColumn].map((column) => ({ ...column, sort: false }))

/** The controls of a cloud to choose from: those chosen keep their order, further ones come behind. */
function Chooser({ cloud, chosen, onChange }: ChooserProps) {
  const [filter, setFilter] = useState('')
  const [isOnlyChosen, setOnlyChosen] = useState(false)
  const read = useControlsOf(cloud)
  const picked = new Set(chosen)
  const looked = filter.trim().toLowerCase()
  const shown = read.items
    .filter(({ title, slug, cid }) => `${cid} ${title} ${slug}`.toLowerCase().includes(looked))
    .filter(({ cid }) => !isOnlyChosen || picked.has(cid))
  const shownPicked = shown.filter(({ cid }) => picked.has(cid)).length
  const toggle = ({ cid }: ListedControl) =>
    onChange(picked.has(cid) ? chosen.filter((one) => one !== cid) : [...chosen, cid])
  const toggleAll = () => {
    const cids = shown.map(({ cid }) => cid)
    if (shownPicked === shown.length) onChange(chosen.filter((cid) => !cids.includes(cid)))
    else onChange([...chosen, ...cids.filter((cid) => !picked.has(cid))])
  }
  const total = read.isLoading && read.items.length === 0 ? 8 : shown.length
  return (
    <section class={styles.page} aria-label={words.controls}>
      <div class={styles.filters}>
        <input
          type="search"
          class={styles.search}
          aria-label={text.filterControls}
          placeholder={text.filterControls}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <Checkbox label={words.onlyChosen} isChecked={isOnlyChosen} onChange={setOnlyChosen} />
        <span role="status">{words.chosen(chosen.length)}</span>
      </div>
      <Failure read={read} />
      <TableBox rows={total}>
        <Table<ListedControl>
          label={words.controls}
          columns={chooserColumns}
          total={total}
          rowAt={(index) => shown[index]}
          keyOf={({ cid }) => String(cid)}
          selection={{
            isSelected: ({ cid }) => picked.has(cid),
            toggle,
            toggleAll,
            state: selected(shownPicked, shown.length),
            labelAll: words.selectAll,
            labelOf: ({ title }) => words.select(title),
          }}
          empty={
            <EmptyState title={text.noControls}>
              <p>{text.noControlsWhy}</p>
            </EmptyState>
          }
        />
      </TableBox>
    </section>
  )
}

function selected(picked: number, all: number): 'none' | 'some' | 'all' {
  if (picked === 0) return 'none'
  return picked === all ? 'all' : 'some'
}

/** All controls of a cloud; there are at most 500 of one's own beside the built-in ones, which fit on two pages. */
function useControlsOf(cloud: Contents['cloud']) {
  const query = { cloud, sort: 'cid', pageSize: '500' } as const
  const first = useRead((api) => api.controls, { query })
  const hasMore = (first.data?.total ?? 0) > 500
  const second = useRead((api) => api.controls, hasMore ? { query: { ...query, page: '2' } } : undefined)
  const { data, problem, refresh, isLoading } = first
  return {
    items: [...(data?.items ?? []), ...(second.data?.items ?? [])],
    data,
    problem: problem ?? second.problem,
    refresh,
    isLoading,
  }
}
