import { Name } from '../../ui/name.tsx'
import { mandateTitle } from '../mandate-title.ts'
import { useRead } from '../read.ts'
import { text } from '../text/policies.ts'
import type { ControlDetail } from './data.ts'
import { links } from './places.ts'
import styles from './policies.module.css'

const words = text.control

/** The policies that hold a control. */
export function Holders({ slugs }: { readonly slugs: readonly string[] }) {
  const { data } = useRead((api) => api.policies, { query: { pageSize: '500' } })
  const titles = new Map(data?.items.map(({ slug, title }) => [slug, title]))
  if (slugs.length === 0) return <p class={styles.quiet}>{words.noPolicies}</p>
  return (
    <ul class={styles.plain}>
      {slugs.map((slug) => (
        <li key={slug}>
          <a href={links.policy(slug)}>
            <Name text={titles.get(slug) ?? slug} />
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The mandates that a control serves, each with its requirements. */
export function Mandates({ mandates }: { readonly mandates: ControlDetail['mandates'] }) {
  if (mandates.length === 0) return <p class={styles.quiet}>{words.noMandates}</p>
  return (
    <ul class={styles.plain}>
      {mandates.map((mandate) => (
        <li key={mandate.slug}>
          <a href={links.mandate(mandate.slug)}>
            <Name text={mandateTitle(mandate)} />
          </a>{' '}
          <span class={styles.quiet}>{mandate.requirements.join(', ')}</span>
        </li>
      ))}
    </ul>
  )
}

/** What a control is about, to read on; only over https. */
export function References({ urls }: { readonly urls: readonly string[] }) {
  return (
    <ul class={styles.plain}>
      {urls.filter(isHttps).map((url) => (
        <li key={url} class={styles.breaks}>
          <a href={url} target="_blank" rel="noreferrer noopener">
            {url.replace(/^https:\/\//, '')}
          </a>
        </li>
      ))}
    </ul>
  )
}

const isHttps = (url: string) => URL.canParse(url) && new URL(url).protocol === 'https:'
