import type { ComponentChildren } from 'preact'
import { typeLabel } from '../../popup/type-label.ts'
import { Name } from '../../ui/name.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { visibleText } from '../../ui/visible-text.ts'
import { mandateTitle } from '../mandate-title.ts'
import { useRead } from '../read.ts'
import { text } from '../text/policies.ts'
import type { ControlDetail } from './data.ts'
import { type ParameterValue, parameterText } from './parameter-value.ts'
import { links } from './places.ts'
import styles from './policies.module.css'

const words = text.control

/** What a control says in words, and what it belongs to. */
export function ControlAbout({ control }: { readonly control: ControlDetail }) {
  const { evaluates, rationale, resources, parameters, remediation, slug, copiedFrom, created, modified } = control
  return (
    <div class={styles.columns}>
      <div class={styles.texts}>
        <Section title={words.evaluates}>
          <Prose>{evaluates}</Prose>
        </Section>
        <Section title={words.rationale}>
          <Prose>{rationale}</Prose>
        </Section>
        {parameters && Object.keys(parameters).length > 0 && (
          <Section title={words.parameters}>
            <Parameters parameters={parameters} />
          </Section>
        )}
        <Section title={words.steps}>
          <ol class={styles.steps}>
            {remediation.steps.map((step) => (
              <li key={step}>{visibleText(step, 2000)}</li>
            ))}
          </ol>
        </Section>
        {remediation.cli && (
          <Section title={words.cli}>
            <Code text={remediation.cli} label={words.cli} />
          </Section>
        )}
        {remediation.terraform && (
          <Section title={words.terraform}>
            <Code text={remediation.terraform} label={words.terraform} />
          </Section>
        )}
      </div>
      <div class={styles.texts}>
        <Section title={words.types}>
          <ul class={styles.plain}>
            {resources.map((type) => (
              <li key={type}>
                {typeLabel(type)} <code class={styles.quiet}>{type}</code>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={words.policies}>
          <Holders slugs={control.policies} />
        </Section>
        <Section title={words.mandates}>
          <Mandates mandates={control.mandates} />
        </Section>
        {control.references.length > 0 && (
          <Section title={words.references}>
            <References urls={control.references} />
          </Section>
        )}
        <dl class={styles.facts}>
          <Fact name={words.path}>
            <Name text={slug} />
          </Fact>
          {copiedFrom !== undefined && (
            <Fact name={words.copiedFrom}>
              <a href={links.control(copiedFrom)}>{text.cid(copiedFrom)}</a>
            </Fact>
          )}
          {created && <Fact name={words.created}>{absoluteTime(created)}</Fact>}
          {modified && <Fact name={words.modified}>{absoluteTime(modified)}</Fact>}
        </dl>
      </div>
    </div>
  )
}

type Held = { readonly children: ComponentChildren }

const Section = ({ title, children }: Held & { readonly title: string }) => (
  <section>
    <h2 class={styles.heading2}>{title}</h2>
    {children}
  </section>
)

const Fact = ({ name, children }: Held & { readonly name: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Prose = ({ children }: { readonly children: string }) => (
  <p class={styles.prose}>{visibleText(children, 10_000)}</p>
)

/** Commands and files; scrolled by key where they are wide. */
const Code = ({ text: code, label }: { readonly text: string; readonly label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by key
  <section class={styles.code} aria-label={label} tabIndex={0}>
    <pre>{code.trimEnd()}</pre>
  </section>
)

function Parameters({ parameters }: { readonly parameters: NonNullable<ControlDetail['parameters']> }) {
  return (
    <div class={styles.scrolls}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.setting}</th>
            <th scope="col">{words.value}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(parameters).map(([name, { label, default: value }]) => (
            <tr key={name}>
              <th scope="row">
                <Name text={label} /> <code class={styles.quiet}>{name}</code>
              </th>
              <td>{visibleText(parameterText(value as ParameterValue), 1000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Holders({ slugs }: { readonly slugs: readonly string[] }) {
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

function Mandates({ mandates }: { readonly mandates: ControlDetail['mandates'] }) {
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

function References({ urls }: { readonly urls: readonly string[] }) {
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
