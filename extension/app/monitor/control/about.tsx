import type { ComponentChildren } from 'preact'
import { Name } from '../../../ui/name.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { linkTo } from '../../address.ts'
import { useRead } from '../../read.ts'
import { text } from '../../text/monitor.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import styles from './about.module.css'
import type { ControlDetail } from './control-head.tsx'

/** What a control looks at and why, and where it belongs. */
export function About({ control }: { readonly control: ControlDetail }) {
  const labelOf = useTypeLabels()
  const { rationale, references, mandates, policies, resources, parameters, cloud, service, origin } = control
  const { data } = useRead((api) => api.policies, { query: { pageSize: '500' } })
  const titleOf = (slug: string) => data?.items.find((policy) => policy.slug === slug)?.title ?? slug
  return (
    <dl class={styles.about}>
      <Fact label={text.rationale}>{visibleText(rationale, 4000)}</Fact>
      <Fact label={text.policies}>
        {policies.length === 0 ? (
          text.noPolicy
        ) : (
          <List>
            {policies.map((slug) => (
              <li key={slug}>
                <a href={linkTo(['policies', 'policy', slug])}>
                  <Name text={titleOf(slug)} />
                </a>
              </li>
            ))}
          </List>
        )}
      </Fact>
      <Fact label={text.platform}>
        {text.cloud[cloud]}, <Name text={service} />
      </Fact>
      <Fact label={text.types}>
        <Name text={resources.map(labelOf).join(', ') || text.empty} />
      </Fact>
      <Fact label={text.origin}>{origin ? text.own : text.builtIn}</Fact>
      {parameters && (
        <Fact label={text.parameters}>
          <List>
            {Object.entries(parameters).map(([name, parameter]) => (
              <li key={name}>
                <Name text={`${parameter.label}: ${[parameter.default].flat().join(', ')}`} />
              </li>
            ))}
          </List>
        </Fact>
      )}
      <Fact label={text.mandates}>
        {mandates.length === 0 ? (
          text.empty
        ) : (
          <List>
            {mandates.map(({ slug, title, version, requirements }) => (
              <li key={slug}>
                <Name text={[title, version].filter(Boolean).join(' ')} />{' '}
                <span class={styles.quiet}>
                  <Name text={requirements.join(', ')} />
                </span>
              </li>
            ))}
          </List>
        )}
      </Fact>
      <Fact label={text.references}>{references.length === 0 ? text.empty : <References urls={references} />}</Fact>
    </dl>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const List = ({ children }: { readonly children: ComponentChildren }) => <ul>{children}</ul>

/** Addresses that people wrote: only those of web pages are links. */
function References({ urls }: { readonly urls: readonly string[] }) {
  return (
    <List>
      {urls.map((url) => (
        <li key={url}>
          {isHttps(url) ? (
            <a href={url} target="_blank" rel="noreferrer noopener">
              {visibleText(url.replace(/^https:\/\//, ''))}
            </a>
          ) : (
            visibleText(url)
          )}
        </li>
      ))}
    </List>
  )
}

const isHttps = (url: string) => URL.canParse(url) && new URL(url).protocol === 'https:'
