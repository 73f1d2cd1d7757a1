import { clouds } from '../../../shared/resource.ts'
import { place } from '../address.ts'
import { PageHead } from '../page-head.tsx'
import { useRead } from '../read.ts'
import { Shown } from '../shown.tsx'
import { text } from '../text/policies.ts'
import { useFresh } from '../use-fresh.ts'
import { worker } from '../worker.ts'
import { MayWrite } from './may-write.tsx'
import { links } from './places.ts'
import styles from './policies.module.css'
import { type Contents, PolicyForm } from './policy-form.tsx'

const words = text.policyForm
const trail = () => [{ label: text.tabs.policies, href: links.home() }]

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
      <MayWrite need="create">
        <PolicyForm given={{ title: '', description: '', cloud, controls: [] }} isNew missing={[]} onSave={create} />
      </MayWrite>
    </article>
  )
}

/** Changes a policy of one's own. */
export function EditPolicy({ slug }: { readonly slug: string }) {
  const [, cloud = '', name = ''] = slug.split('/')
  const param = { cloud: clouds.find((one) => one === cloud) ?? 'aws', name }
  const read = useFresh(
    useRead((api) => api['own-policies'][':cloud'][':name'], { param }),
    slug,
  )
  return (
    <Shown read={read} head={{ title: text.columns.policy, trail: trail() }}>
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
            <MayWrite need="update">
              <PolicyForm given={policy} missing={policy.missing} onSave={save} />
            </MayWrite>
          </article>
        )
      }}
    </Shown>
  )
}
